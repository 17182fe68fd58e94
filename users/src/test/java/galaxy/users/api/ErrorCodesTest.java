package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.ErrorCode;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCodesTest {
    @Test
    void the_contract_file_has_no_other_codes() {
        Set<String> inOperations = Api.CONTRACT.operations().stream()
                .flatMap(operation -> Api.CONTRACT.errorCodes(operation).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        // Responses to requests that are of no operation.
        Set<ErrorCode> others = EnumSet.of(
                ErrorCode.ROUTE_NOT_FOUND,
                ErrorCode.METHOD_NOT_ALLOWED,
                ErrorCode.MISDIRECTED_REQUEST,
                // Of other services.
                ErrorCode.INVALID_CODE,
                ErrorCode.SESSION_NOT_FOUND,
                ErrorCode.VERSION_NOT_FOUND,
                ErrorCode.CHALLENGE_EXPIRED,
                ErrorCode.TOO_MANY_REQUESTS);
        Set<String> known = Stream.of(ErrorCode.values())
                .filter(error -> !others.contains(error))
                .map(ErrorCodesTest::text)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(inOperations).isEqualTo(known);
    }

    private static String text(ErrorCode error) {
        return error.httpStatus() + " " + error.code();
    }
}
