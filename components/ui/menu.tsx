import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { IconButton } from './button.tsx';
import type { IconName } from './icon.tsx';

export interface MenuItem {
  label: string;
  onPress: () => void;
}

/** A button that opens a short list of commands; closes on choice, Escape, or when the focus leaves. */
export function Menu({ label, icon = 'menu', items }: { label: string; icon?: IconName; items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setOpen(false);
  };
  const closeOnLeave = (event: FocusEvent<HTMLDivElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches what its own buttons do
    <div className="pd-menu" onKeyDown={closeOnEscape} onBlur={closeOnLeave}>
      <IconButton icon={icon} label={label} expanded={open} onPress={() => setOpen(!open)} />
      {open && (
        <div className="pd-menu-list" role="menu">
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              className="pd-menu-item"
              onClick={(event) => {
                if (!event.isTrusted) return;
                setOpen(false);
                item.onPress();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
