import {
  ArrowLeftRight,
  AtSign,
  BadgeCheck,
  Braces,
  Calendar,
  Check,
  CircleQuestionMark,
  CircleStop,
  Clock,
  CornerUpRight,
  Flag,
  Hash,
  Headset,
  Hourglass,
  KeyRound,
  LayoutTemplate,
  List,
  type LucideIcon,
  MessageCircle,
  MessageSquareText,
  Minus,
  Phone,
  Plus,
  Rows3,
  Split,
  Square,
  Tag,
  ToggleLeft,
  Type,
  UserPen,
  UserPlus,
  Workflow,
} from "lucide-react";
import { Suspense } from "react";
import { late } from "../../../shared/screens/late.ts";

/** The icons Prosa's own blocks use; any other name of lucide's is fetched when a third party's block asks for it. */
const own: Record<string, LucideIcon> = {
  "arrow-left-right": ArrowLeftRight,
  "at-sign": AtSign,
  "badge-check": BadgeCheck,
  braces: Braces,
  calendar: Calendar,
  check: Check,
  "circle-question-mark": CircleQuestionMark,
  "circle-stop": CircleStop,
  clock: Clock,
  "corner-up-right": CornerUpRight,
  flag: Flag,
  hash: Hash,
  headset: Headset,
  hourglass: Hourglass,
  "key-round": KeyRound,
  "layout-template": LayoutTemplate,
  list: List,
  "message-circle": MessageCircle,
  "message-square-text": MessageSquareText,
  minus: Minus,
  phone: Phone,
  plus: Plus,
  "rows-3": Rows3,
  split: Split,
  square: Square,
  tag: Tag,
  "toggle-left": ToggleLeft,
  type: Type,
  "user-pen": UserPen,
  "user-plus": UserPlus,
  workflow: Workflow,
};

export const ownIcons: ReadonlySet<string> = new Set(Object.keys(own));

const MoreIcon = late(async () => ({ default: (await import("./more-icon.tsx")).MoreIcon }));

/** A node type's icon by its lucide name, decorative. */
export function NodeIcon({ name, className }: { name: string; className?: string }) {
  const Icon = own[name];
  if (Icon) return <Icon aria-hidden className={className} />;
  const plain = <Rows3 aria-hidden className={className} />;
  return (
    <Suspense fallback={plain}>
      <MoreIcon className={className} fallback={plain} name={name} />
    </Suspense>
  );
}
