import type { MouseEvent, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface Pressable {
  /** Runs on presses a person made; a page's script can dispatch clicks, and those are dropped. */
  onPress: () => void;
  disabled?: boolean;
}

const trusted = (onPress: () => void) => (event: MouseEvent) => {
  if (event.isTrusted) onPress();
};

export const Button = ({
  onPress,
  disabled,
  look = 'plain',
  icon,
  children,
}: Pressable & { look?: 'plain' | 'primary' | 'quiet' | 'danger' | 'link'; icon?: IconName; children: ReactNode }) => (
  <button type="button" className="pd-button" data-look={look} disabled={disabled} onClick={trusted(onPress)}>
    {icon && <Icon name={icon} />}
    {children}
  </button>
);

export const IconButton = ({
  onPress,
  disabled,
  icon,
  label,
  expanded,
}: Pressable & { icon: IconName; label: string; expanded?: boolean }) => (
  <button
    type="button"
    className="pd-icon-button"
    aria-label={label}
    aria-expanded={expanded}
    title={label}
    disabled={disabled}
    onClick={trusted(onPress)}
  >
    <Icon name={icon} />
  </button>
);
