package galaxy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the check of pictures bites: each offender differs in one thing from a picture that passes. */
final class AvatarDrawingTest {
    private static final String GOOD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" role="img">
              <title>Fox</title>
              <clipPath id="pilots-fox-bowl">
                <circle cx="64" cy="56" r="40"/>
              </clipPath>
              <g clip-path="url(#pilots-fox-bowl)">
                <path fill="#fff" d="M0 0h9z"/>
              </g>
            </svg>
            """;

    @Test
    void passes_a_picture_of_flat_shapes() {
        assertThat(problems(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            </svg>                  | ``                                                | not parsed
            <svg                    | <!DOCTYPE svg><svg                                | not parsed
            0 0 128 128             | 0 0 64 64                                         | viewBox
            role="img"              | role="none"                                       | role
            <title>Fox</title>      | ``                                                | title
            <title>Fox              | <title>                                           | title
            Fox</title>             | Wolf</title>                                      | title
            Fox</title>             | Fox</title><title>Fox</title>                     | title
            <title>Fox              | <rect/><title>Fox                                 | title
            </svg>                  | <script>go()</script></svg>                       | element script
            </svg>                  | <style>@import "a.css";</style></svg>             | element style
            </svg>                  | <foreignObject/></svg>                            | element foreignObject
            </svg>                  | <image/></svg>                                    | element image
            </svg>                  | <text>Fox</text></svg>                            | element text
            </svg>                  | <use href="#pilots-fox-bowl"/></svg>              | attribute href
            </svg>                  | <animate/></svg>                                  | element animate
            </svg>                  | <p xmlns="http://www.w3.org/1999/xhtml"/></svg>   | not of SVG
            <path                   | <path onclick="go()"                              | attribute onclick
            <path                   | <path style="fill:red"                            | attribute style
            <path                   | <path xmlns:x="x" x:href="//example.com"          | attribute x:href
            fill="#fff"             | fill="url(//example.com/a.svg#b)"                 | reference to elsewhere
            fill="#fff"             | fill="url(a.svg#b)"                               | reference to elsewhere
            fill="#fff"             | fill="URL(#b)"                                    | call of URL
            fill="#fff"             | fill="image(a)"                                   | call of image
            fill="#fff"             | fill="data:image"                                 | value of fill
            url(#pilots-fox-bowl)   | url(#pilots-fox-visor)                            | no such id here
            <g                      | <g id="pilots-fox-bowl"                           | id twice
            <g                      | <g id="fox"                                       | id that does not begin
            <svg                    | <?xml-stylesheet href="a.css"?><svg               | neither element nor text
            </svg>                  | <!-- a note --></svg>                             | neither element nor text
            </svg>                  | Fox</svg>                                         | text: Fox
            """)
    void refuses_what_is_not_a_flat_shape_of_its_own(String good, String bad, String problem) {
        assertThat(GOOD).contains(good);
        assertThat(problems(GOOD.replaceFirst(Pattern.quote(good), bad)))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    private static List<String> problems(String svg) {
        return AvatarDrawing.problems(svg, "Fox", "pilots-fox-");
    }
}
