import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { LockedName } from '../../lib/model/policy.ts';
import type { Options } from '../../lib/options/options.ts';
import { Icon } from '../ui/icon.tsx';

/** A setting that an organisation may have fixed: then it shows, says so, and cannot be changed. */
export function Lockable({ options, name, children }: { options: Options; name: LockedName; children: ReactNode }) {
  const locked = useStore(options, (state) => state.managed.locked.includes(name));
  if (!locked) return children;
  return (
    <fieldset className="pd-locked" disabled>
      <SetByOrganisation />
      {children}
    </fieldset>
  );
}

export const SetByOrganisation = () => (
  <span className="pd-locked-note">
    <Icon name="lock" />
    {i18n.t('options.locked')}
  </span>
);
