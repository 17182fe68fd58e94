package galaxy.web.page;

import galaxy.pages.route.PagePath;

/** The paths of all routes, for the table of routes and for links. */
public final class Paths {
    public static final PagePath START = new PagePath("/");
    public static final PagePath SIGN_IN = new PagePath("/sign-in");
    public static final PagePath CODE = new PagePath("/sign-in/code");
    public static final PagePath RESEND = new PagePath("/sign-in/resend");
    public static final PagePath SIGN_OUT = new PagePath("/sign-out");
    public static final PagePath DISPLAY = new PagePath("/display");

    public static final PagePath PROFILE = new PagePath("/profile");
    public static final PagePath RACE_NAME = new PagePath("/profile/name");
    public static final PagePath ACCOUNT_SETTINGS = new PagePath("/profile/settings");
    public static final PagePath SETTINGS = new PagePath("/settings");
    public static final PagePath USERNAME = new PagePath("/settings/username");
    public static final PagePath PUBLIC_PROFILE = new PagePath("/settings/public-profile");
    public static final PagePath USER_PROFILE = new PagePath("/settings/user-profile");
    public static final PagePath SESSIONS = new PagePath("/settings/sessions");
    public static final PagePath END_SESSION = new PagePath("/settings/sessions/{id}/end");
    public static final PagePath END_OTHERS = new PagePath("/settings/sessions/end-others");
    public static final PagePath STANDING = new PagePath("/standing");

    public static final PagePath CONTACTS = new PagePath("/contacts");
    public static final PagePath FIND_CONTACT = new PagePath("/contacts/find");
    public static final PagePath ADD_CONTACT = new PagePath("/contacts/add");
    public static final PagePath REMOVE_CONTACT = new PagePath("/contacts/remove");
    public static final PagePath LINKS = new PagePath("/contacts/links");
    public static final PagePath LINK = new PagePath("/contacts/links/{link_id}");
    public static final PagePath LINK_PICTURE = new PagePath("/contacts/links/{link_id}/qr.svg");
    public static final PagePath REVOKE_LINK = new PagePath("/contacts/links/{link_id}/revoke");
    public static final PagePath ROTATE_LINK = new PagePath("/contacts/links/{link_id}/rotate");
    public static final PagePath OPEN_LINK = new PagePath("/c/{token}");
    public static final PagePath OPENED_LINK = new PagePath("/c");
    public static final PagePath NEW_INVITE = new PagePath("/invites/new");

    public static final PagePath ROBOTS = new PagePath("/robots.txt");
    public static final PagePath SECURITY = new PagePath("/.well-known/security.txt");

    private Paths() {}
}
