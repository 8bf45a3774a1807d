import { Avatar, Button, CountBadge, EmptyState, IconButton, ListRow, ScrollArea, useToast } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { Trash2, UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { formatPhone } from "../../shared/i18n/phone.ts";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { ConfirmDelete } from "../../shared/screens/confirm-delete.tsx";
import { QuerySection } from "../../shared/screens/query-section.tsx";
import { createCustomer, customersQuery, type HandsetPlace, removeCustomer } from "./handset-api.ts";
import { NewCustomerDialog } from "./new-customer-dialog.tsx";
import { pretendCustomer } from "./pretend-customer.ts";

interface CustomerListProps {
  place: HandsetPlace;
  selected: string | undefined;
  onSelect: (customer: string | undefined) => void;
}

/** The pretend customers of a number. One press makes another. */
export function CustomerList({ place, selected, onSelect }: CustomerListProps) {
  const { t } = useTranslation("handset");
  const toast = useToast();
  const problemText = useProblemText();
  const query = useQuery(customersQuery(place));
  const [naming, setNaming] = useState(0);
  const [open, setOpen] = useState(false);
  const create = () => {
    setNaming(naming + 1);
    setOpen(true);
  };
  const quick = () =>
    createCustomer(place, pretendCustomer()).then(
      (made) => onSelect(made.id),
      (error: unknown) => void toast.show({ title: problemText(error), tone: "danger" }),
    );
  return (
    <>
      <ScrollArea className="flex-1">
        <QuerySection avatar query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                action={
                  <Button icon={<UserPlus />} onClick={() => void quick()} variant="primary">
                    {t("beCustomer")}
                  </Button>
                }
                icon={<Users />}
                text={t("noneText")}
                title={t("none")}
              />
            ) : (
              <ul>
                {items.map((customer) => (
                  <CustomerRow
                    customer={customer}
                    key={customer.id}
                    onRemoved={() => {
                      if (selected === customer.id) onSelect(undefined);
                    }}
                    onSelect={() => onSelect(customer.id)}
                    place={place}
                    selected={customer.id === selected}
                  />
                ))}
              </ul>
            )
          }
        </QuerySection>
      </ScrollArea>
      <footer className="shrink-0 border-line border-t p-3">
        <Button block icon={<UserPlus />} onClick={create}>
          {t("new")}
        </Button>
      </footer>
      <NewCustomerDialog key={naming} onCreated={onSelect} onOpenChange={setOpen} open={open} place={place} />
    </>
  );
}

type Customer = NonNullable<Awaited<ReturnType<typeof createCustomer>>>;

interface CustomerRowProps {
  customer: Customer;
  place: HandsetPlace;
  selected: boolean;
  onSelect: () => void;
  onRemoved: () => void;
}

function CustomerRow({ customer, place, selected, onSelect, onRemoved }: CustomerRowProps) {
  const { t } = useTranslation("handset");
  const format = useFormat();
  const [removing, setRemoving] = useState(false);
  const { name, phone, username, lastMessage, unread } = customer;
  return (
    <li className="group/customer relative">
      <ListRow
        aside={lastMessage ? format.listTime(new Date(lastMessage.at)) : undefined}
        badge={
          <span className="flex min-w-5 justify-end group-focus-within/customer:min-w-12 group-focus-within/customer:justify-start group-hover/customer:min-w-12 group-hover/customer:justify-start pointer-coarse:min-w-12 pointer-coarse:justify-start">
            <CountBadge count={unread} label={t("unread", { count: unread })} />
          </span>
        }
        description={lastMessage?.text ?? (phone ? formatPhone(phone) : `@${username ?? ""}`)}
        leading={<Avatar hueKey={customer.id} name={name} />}
        onClick={onSelect}
        selected={selected}
        strong={unread > 0}
        title={name}
      />
      <div className="absolute right-2 bottom-1.5 opacity-0 focus-within:opacity-100 group-hover/customer:opacity-100 pointer-coarse:opacity-100">
        <IconButton
          icon={<Trash2 />}
          label={t("remove", { name })}
          onClick={() => setRemoving(true)}
          size="xs"
          variant="danger"
        />
      </div>
      <ConfirmDelete
        onConfirm={() => removeCustomer(place, customer.id).then(onRemoved)}
        onOpenChange={setRemoving}
        open={removing}
        text={t("removeText")}
        title={t("removeTitle", { name })}
      />
    </li>
  );
}
