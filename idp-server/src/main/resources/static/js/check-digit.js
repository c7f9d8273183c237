/*
 * Check digits, told at once: GB 32100 (unified social credit code) and GB 11643 (identity number). The server decides;
 * this only saves a round trip. The sentence stands in the page already, in the field's own error place.
 */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
// Registering authority, kind of organisation, six digits of a division, organisation code, check digit.
const CREDIT_CODE = /(?=([1-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}))/g;

function isCreditCode(value) {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(value)) {
    return false;
  }
  let sum = 0;
  for (let i = 0, weight = 1; i < 17; i++, weight = weight * 3 % 31) {
    sum += ALPHABET.indexOf(value[i]) * weight;
  }
  return ALPHABET[(31 - sum % 31) % 31] === value[17];
}

function isIdentityNumber(value) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, i) => all + weight * Number(value[i]), 0);
  return /^[0-9]{17}[0-9X]$/.test(value) && '10X98765432'[sum % 11] === value[17];
}

const CHECKS = { 'credit-code': isCreditCode, 'identity-number': isIdentityNumber };

/** Full-width forms, white space and lower case are forgiven, as by the server. */
function plain(text) {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** Says at a field, when it is left, that its check digit is wrong. */
export function watch(form) {
  for (const field of form.querySelectorAll('[data-check]')) {
    const place = document.getElementById(`${field.id}-error`);
    field.addEventListener('blur', () => {
      const value = plain(field.value);
      const wrong = value !== '' && !CHECKS[field.dataset.check](value);
      place.textContent = wrong ? field.dataset.wrong : '';
      field.toggleAttribute('aria-invalid', wrong);
      if (wrong) {
        field.setAttribute('aria-invalid', 'true');
      }
    });
  }
}

/** The one credit code that a certificate holds in plain text, or none. Nothing of it is verified. */
export function creditCodeIn(certificate) {
  const found = new Set([...atob(certificate).matchAll(CREDIT_CODE)].map((match) => match[1]).filter(isCreditCode));
  return found.size === 1 ? [...found][0] : undefined;
}
