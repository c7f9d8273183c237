/* OAuth 2.0 Form Post Response Mode: goes on by itself; without scripts the button does. */
document.getElementById('form-post').submit();
