package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.ErrorCode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCodesTest {
    /** What only the domain of users answers with; its door makes them from the contract. */
    private static final List<ErrorCode> OF_USERS =
            List.of(ErrorCode.USER_NOT_FOUND, ErrorCode.PROFILE_UPDATE_BLOCKED, ErrorCode.CONFLICT);

    @Test
    void the_codes_of_the_transport_and_of_users_are_those_of_the_contract() throws IllegalAccessException {
        Set<String> answered = new TreeSet<>();
        for (Field field : galaxy.chassis.http.ErrorCode.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && field.get(null) instanceof galaxy.chassis.http.ErrorCode error) {
                assertThat(error.code()).isEqualTo(field.getName().toLowerCase(Locale.ROOT));
                answered.add(error.status() + " " + error.code());
            }
        }
        OF_USERS.forEach(error -> answered.add(text(error)));
        assertThat(answered)
                .isEqualTo(Arrays.stream(ErrorCode.values())
                        .map(ErrorCodesTest::text)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

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
