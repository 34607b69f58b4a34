import { hostOf, pathAndQueryOf } from "../../core/url.ts";
import type { CanonicalUrl } from "../../core/url.ts";

/** First labels of hosts that only identify people. */
const SIGN_IN_HOST = /^(?:auth|authentification|cas|connexion|idp|login|sso|signin)\d*\./;

/** Folders and pages that only identify people, in French and English and in the usual protocols. */
const SIGN_IN_SEGMENTS = new Set([
  "authentification",
  "authorize",
  "connexion",
  "deconnexion",
  "login",
  "log-in",
  "logout",
  "oauth",
  "oauth2",
  "oidc",
  "openid-connect",
  "saml",
  "saml2",
  "se-connecter",
  "sign-in",
  "signin",
  "sso",
  "wp-login.php",
]);

/** Whether an address is a sign-in page or a single sign-on service: it leads into a session, not to another site. */
export function isSignIn(url: CanonicalUrl): boolean {
  if (SIGN_IN_HOST.test(hostOf(url))) return true;
  const [path = ""] = pathAndQueryOf(url).toLowerCase().split("?", 1);
  return path.split("/").some((segment) => SIGN_IN_SEGMENTS.has(segment));
}
