package galaxy.chassis.http;

import galaxy.chassis.json.JsonFields;
import galaxy.contracts.ErrorCode;
import java.util.List;

/**
 * An error before it has a form.
 *
 * @param message for people: what happened and what to do next
 * @param details of the fields at fault, if any
 */
public record ErrorBody(ErrorCode code, String message, List<Detail> details) {
    public ErrorBody {
        details = List.copyOf(details);
    }

    /** {@code {"error":{"code","message","details":[{"field","reason"}]}}}. */
    byte[] json() {
        return JsonFields.encode(root -> root.object(
                "error",
                error -> error.string("code", code.code())
                        .string("message", message)
                        .array(
                                "details",
                                details,
                                (row, detail) ->
                                        row.string("field", detail.field()).string("reason", detail.reason()))));
    }
}
