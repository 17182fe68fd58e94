package galaxy.pages.cookie;

import galaxy.pages.route.Origin;

/** What the cookies of a service are called: {@code galaxy-web}, over https {@code __Host-galaxy-web}. */
public record CookieNames(String session, String code, String visit, String display) {
    /** Those of a service, such as {@code galaxy-web}. */
    public static CookieNames of(String service, Origin origin) {
        String name = (origin.isSecure() ? "__Host-" : "") + service;
        return new CookieNames(name, name + "-code", name + "-visit", name + "-display");
    }
}
