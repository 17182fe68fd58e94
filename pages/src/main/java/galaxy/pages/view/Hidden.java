package galaxy.pages.view;

/** A name and a value that go with a form. */
public record Hidden(String name, String value) {}
