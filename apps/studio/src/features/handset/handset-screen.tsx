import { buttonLook, EmptyState, ErrorState, IconButton } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, MessagesSquare, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { connectionsQuery } from "../../shared/queries/connections.ts";
import { NotFoundScreen } from "../../shared/screens/error-screen.tsx";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { useMediaQuery } from "../../shared/screens/use-media-query.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { CustomerList } from "./customer-list.tsx";
import type { HandsetPlace } from "./handset-api.ts";
import { Phone } from "./phone.tsx";
import { PhoneSkeleton } from "./phone-skeleton.tsx";
import { useHandsetFeed } from "./use-handset-feed.ts";

interface HandsetScreenProps {
  connection: string;
  customer: string | undefined;
  onCustomer: (customer: string | undefined) => void;
}

/** The pretend phone of a stand-in connection: here one is the customer. */
export function HandsetScreen({ connection: id, customer, onCustomer }: HandsetScreenProps) {
  const { t } = useTranslation(["handset", "common"]);
  const workspace = useWorkspaceId();
  const problemText = useProblemText();
  const query = useQuery(connectionsQuery(workspace));
  const connection = query.data?.find((one) => one.id === id);
  const number = connection?.settings.phoneNumberId;
  usePageTitle(connection ? t("titleOf", { name: connection.name }) : t("title"));
  if (query.isError && !query.data)
    return (
      <ErrorState
        loading={query.isFetching}
        onRetry={() => void query.refetch()}
        retryLabel={t("common:action.retry")}
        text={problemText(query.error)}
        title={t("common:error.title")}
      />
    );
  if (!query.data) return <PhoneSkeleton />;
  if (!connection?.isStandin || !number) return <NotFoundScreen />;
  return (
    <Handset
      business={connection.name}
      connection={id}
      customer={customer}
      key={number}
      onCustomer={onCustomer}
      place={{ workspace, number }}
    />
  );
}

interface HandsetProps extends HandsetScreenProps {
  business: string;
  place: HandsetPlace;
}

function Handset({ business, customer, onCustomer, place }: HandsetProps) {
  const { t } = useTranslation("handset");
  const wide = useMediaQuery("(min-width: 768px)");
  const typing = useHandsetFeed(place);
  const phone = customer ? (
    <Phone
      bare={!wide}
      business={business}
      customer={customer}
      isTyping={typing.has(customer)}
      key={customer}
      onBack={wide ? undefined : () => onCustomer(undefined)}
      place={place}
    />
  ) : null;
  if (!wide && phone) return phone;
  return (
    <div className="flex h-full">
      <section
        aria-label={t("customers")}
        className="flex h-full min-w-0 flex-1 flex-col border-line bg-surface md:max-w-80 md:border-r"
      >
        <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-2">
          <BackToConnections workspace={place.workspace} />
          <h1 className="min-w-0 flex-1 truncate font-bold text-md">{business}</h1>
          <ToConversations workspace={place.workspace} />
        </header>
        <CustomerList onSelect={onCustomer} place={place} selected={customer} />
      </section>
      {wide ? (
        <div className="min-w-0 flex-1 bg-bg p-6">
          {phone ?? (
            <div className="grid h-full place-items-center">
              <EmptyState icon={<Smartphone />} text={t("chooseText")} title={t("choose")} />
            </div>
          )}
        </div>
      ) : null}
    </div>
  );
}

function BackToConnections({ workspace }: { workspace: string }) {
  const { t } = useTranslation("handset");
  return (
    <IconButton
      icon={<ArrowLeft />}
      label={t("back")}
      nativeButton={false}
      render={<Link params={{ workspace }} to="/w/$workspace/connections" />}
    />
  );
}

function ToConversations({ workspace }: { workspace: string }) {
  const { t } = useTranslation("handset");
  return (
    <Link className={buttonLook({ size: "sm" })} params={{ workspace }} to="/w/$workspace/conversations">
      <MessagesSquare aria-hidden />
      {t("conversations")}
    </Link>
  );
}
