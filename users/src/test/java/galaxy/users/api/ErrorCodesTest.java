package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.ErrorCode;
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
        Set<String> known = Stream.of(ErrorCode.values())
                .filter(error -> error != ErrorCode.ROUTE_NOT_FOUND && error != ErrorCode.METHOD_NOT_ALLOWED)
                .map(ErrorCodesTest::text)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(inOperations).isEqualTo(known);
    }

    private static String text(ErrorCode error) {
        return error.httpStatus() + " " + error.code();
    }
}
