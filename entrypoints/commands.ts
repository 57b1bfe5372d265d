import { shared, slot } from 'pangda:shared/commands';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

export default defineUnlistedScript(() => {
  Object.assign(globalThis, { [Symbol.for(slot)]: shared });
});
