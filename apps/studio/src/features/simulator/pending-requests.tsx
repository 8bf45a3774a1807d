import type { HttpRequest, Json } from "@prosa/flow-schema";
import { Button, Card, Field, NumberField, Spinner, TextArea, TextLink } from "@prosa/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SimulationState } from "./simulation.ts";
import type { PendingRequest } from "./world.ts";

/** Calls the flow waits for: on their way to the real server, or a form in which the author answers. */
export function PendingRequests({ state, onShowNode }: { state: SimulationState; onShowNode: (node: string) => void }) {
  const { t } = useTranslation("simulator");
  return state.world.requests.map((pending) =>
    state.httpMode === "pretend" ? (
      <PretendAnswer key={pending.effectId} onShowNode={onShowNode} pending={pending} state={state} />
    ) : (
      <Card className="flex items-center gap-2 p-3 text-sm" key={pending.effectId}>
        <Spinner />
        <span className="min-w-0 truncate">{t("http.calling", { address: addressOf(pending.request) })}</span>
      </Card>
    ),
  );
}

interface PretendAnswerProps {
  pending: PendingRequest;
  state: SimulationState;
  onShowNode: (node: string) => void;
}

function PretendAnswer({ pending, state, onShowNode }: PretendAnswerProps) {
  const { t } = useTranslation("simulator");
  const [status, setStatus] = useState(200);
  const [body, setBody] = useState('{\n  "ok": true\n}');
  const answer = () =>
    state.send({
      type: "answer",
      effectId: pending.effectId,
      result: { status, headers: {}, body: jsonOr(body) },
    });
  return (
    <Card className="flex flex-col gap-3 p-3">
      <div className="min-w-0 text-sm">
        <TextLink onClick={() => onShowNode(pending.node)}>{t("http.asks")}</TextLink>
        <code className="block truncate font-mono text-ink-2 text-xs">
          {pending.request.method} {addressOf(pending.request)}
        </code>
      </div>
      <Field label={t("http.status")}>
        <NumberField
          decreaseLabel={t("http.less")}
          increaseLabel={t("http.more")}
          max={599}
          min={100}
          onValueChange={(value) => setStatus(value ?? 200)}
          value={status}
        />
      </Field>
      <Field label={t("http.body")}>
        <TextArea className="font-mono" onValueChange={setBody} rows={4} value={body} />
      </Field>
      <div className="flex gap-2">
        <Button onClick={answer} size="sm" variant="primary">
          {t("http.answer")}
        </Button>
        <Button
          onClick={() => state.send({ type: "refuse", effectId: pending.effectId, code: "timeout" })}
          size="sm"
          variant="ghost"
        >
          {t("http.timeout")}
        </Button>
      </div>
    </Card>
  );
}

/** The address with secrets by their names: their values never come to a browser. */
function addressOf(request: HttpRequest): string {
  return request.url.map((part) => (typeof part === "string" ? part : `{{secret.${part.secret}}}`)).join("");
}

function jsonOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
