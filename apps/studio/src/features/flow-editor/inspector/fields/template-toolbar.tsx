import { Button, IconButton, Popover } from "@prosa/ui";
import { Bold, Braces, Code, Italic, Smile, Strikethrough } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface TemplateToolbarProps {
  marks: boolean;
  /** Characters written; absent: not counted. */
  count: number | undefined;
  max: number | undefined;
  disabled: boolean;
  onMark: (mark: string) => void;
  onInsert: (text: string) => void;
  onVariable: () => void;
}

const formats = [
  { mark: "*", key: "bold", Icon: Bold },
  { mark: "_", key: "italic", Icon: Italic },
  { mark: "~", key: "struck", Icon: Strikethrough },
  { mark: "`", key: "code", Icon: Code },
] as const;

/** Under a text: formatting the customer's phone understands, emoji, variables, and how much is written. */
export function TemplateToolbar({ marks, count, max, disabled, onMark, onInsert, onVariable }: TemplateToolbarProps) {
  const { t } = useTranslation("inspector");
  return (
    <div className="flex flex-wrap items-center gap-0.5 border-line border-t px-1 py-0.5">
      {marks ? (
        <>
          {formats.map(({ mark, key, Icon }) => (
            <IconButton
              disabled={disabled}
              icon={<Icon />}
              key={key}
              label={t(`format.${key}`)}
              onClick={() => onMark(mark)}
              size="sm"
            />
          ))}
          <EmojiPicker disabled={disabled} onPick={onInsert} />
          <span aria-hidden className="mx-1 h-4 w-px bg-line" />
        </>
      ) : null}
      <Button
        className="text-variable-ink"
        disabled={disabled}
        icon={<Braces />}
        onClick={onVariable}
        size="sm"
        variant="ghost"
      >
        {t("variables.insert")}
      </Button>
      {count === undefined ? null : (
        <span className="num ml-auto pr-1.5 text-ink-3 text-xs">
          {max && count > max * 0.8 ? `${count}/${max}` : count}
        </span>
      )}
    </div>
  );
}

const emoji =
  "😀 😊 😉 😍 🤗 🤔 😅 😢 🙏 👋 👍 👏 🙌 💪 ❤️ 💚 ⭐ 🎉 🎁 ✅ ❌ ⚠️ ℹ️ 👉 📅 ⏰ 📍 📞 📧 📎 💳 💰 🛒 🚚 📦 🏥 🏠 🔒 🔔 ✨".split(
    " ",
  );

function EmojiPicker({ disabled, onPick }: { disabled: boolean; onPick: (emoji: string) => void }) {
  const { t } = useTranslation("inspector");
  const [open, setOpen] = useState(false);
  return (
    <Popover
      aria-label={t("format.emoji")}
      onOpenChange={setOpen}
      open={open}
      trigger={<IconButton disabled={disabled} icon={<Smile />} label={t("format.emoji")} size="sm" />}
    >
      <div className="grid grid-cols-8">
        {emoji.map((one) => (
          <IconButton
            icon={<span className="text-lg">{one}</span>}
            key={one}
            label={one}
            onClick={() => {
              setOpen(false);
              onPick(one);
            }}
          />
        ))}
      </div>
    </Popover>
  );
}
