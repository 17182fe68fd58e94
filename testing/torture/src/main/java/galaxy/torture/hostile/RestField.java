package galaxy.torture.hostile;

import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A part of a request to the users service that may have any text. */
record RestField(Operation operation, Place place, String name) {
    /** Where the text goes. */
    enum Place {
        PATH,
        QUERY,
        HEADER,
        /** The name of an additional parameter. */
        QUERY_NAME,
        /** A field of the body; its name is a JSON pointer. */
        BODY,
        /** The name of an additional field. */
        BODY_KEY
    }

    /** All of a contract. Numbers and flags too: a text in their place must be refused. */
    static List<RestField> all(OpenApi contract) {
        List<RestField> fields = new ArrayList<>();
        for (Operation operation : contract.operations()) {
            for (Place place : List.of(Place.PATH, Place.QUERY, Place.HEADER)) {
                contract.parameters(operation, place.name().toLowerCase(Locale.ROOT))
                        .forEach(name -> fields.add(new RestField(operation, place, name)));
            }
            fields.add(new RestField(operation, Place.QUERY_NAME, "another"));
            fields.add(new RestField(operation, Place.HEADER, "Authorization"));
            contract.bodyFields(operation).forEach(name -> fields.add(new RestField(operation, Place.BODY, name)));
            if (contract.bodyExample(operation).isPresent()) {
                fields.add(new RestField(operation, Place.BODY_KEY, "/another"));
            }
        }
        return fields;
    }
}
