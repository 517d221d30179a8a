package hangari.image.registry;

import static hangari.image.registry.PublishedImage.manifest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.oci.Platform;
import hangari.image.registry.HostileRegistry.Page;
import hangari.image.registry.HostileRegistry.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that want to know who asks. */
class AuthorizationTest {
    private static final String BASIC = "Basic " + Base64.getEncoder().encodeToString("me:secret:1".getBytes(UTF_8));

    @TempDir
    Path directory;

    HostileRegistry registry;
    PublishedImage image;
    Pull pull;
    AtomicInteger tokens = new AtomicInteger();

    @BeforeEach
    void aRegistryThatAsksForATokenForEverything() throws IOException {
        registry = new HostileRegistry();
        image = PublishedImage.of(Platform.host(), 1, 1000, 2000, 3000, 4000);
        image.serve(registry, "1");
        pull = new Pull(directory);
        guard("Bearer realm=\"http://" + registry.host() + "/token?a=b\",service=\"the registry\"", "Bearer t0");
        registry.put("/token", (request, wire) -> grant(wire, "t" + tokens.getAndIncrement()));
    }

    private static void grant(HostileRegistry.Wire wire, String token) throws IOException {
        wire.reply(200, ("{\"token\":\"" + token + "\",\"expires_in\":300}").getBytes(UTF_8));
    }

    @AfterEach
    void end() throws IOException {
        registry.close();
    }

    /** Lets only those through who show this. */
    private void guard(String challenge, String wanted) {
        image.serve(registry, "1");
        List<String> paths = new java.util.ArrayList<>(List.of(manifest("1"), PublishedImage.blob(image.config())));
        image.layers().forEach(layer -> paths.add(PublishedImage.blob(layer)));
        for (String path : paths) {
            Page behind = registry.page(path);
            registry.put(path, (request, wire) -> {
                if (request.header("authorization").equals(wanted)) {
                    behind.answer(request, wire);
                } else {
                    wire.reply(401, "WWW-Authenticate: " + challenge);
                }
            });
        }
    }

    private void login(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json.replace("HOST", registry.host()));
    }

    private void login() throws IOException {
        login("{\"auths\":{\"HOST\":{\"auth\":\"" + BASIC.substring(6) + "\"}},\"HttpHeaders\":{\"a\":\"b\"}}");
    }

    @Test
    void oneTokenServesTheWholePull() throws Exception {
        pull.run(registry);

        pull.assertStored(image.digests());
        assertThat(registry.requests("/token")).singleElement().satisfies(asked -> {
            assertThat(asked.query()).isEqualTo("a=b&service=the+registry&scope=repository%3Alab%2Fbase%3Apull");
            assertThat(asked.header("authorization")).isEmpty();
        });
        assertThat(registry.requests(manifest("1"))).hasSize(2);
    }

    @Test
    void aLoginIsShownToTheRealmAndATokenToTheRegistry() throws Exception {
        login();

        pull.run(registry);

        assertThat(registry.requests("/token"))
                .extracting(asked -> asked.header("authorization"))
                .containsExactly(BASIC);
        assertThat(registry.requests())
                .filteredOn(asked -> asked.path().startsWith("/v2/"))
                .extracting(asked -> asked.header("authorization"))
                .containsOnly("", "Bearer t0");
        assertThat(directory.resolve("config.json")).content().contains(BASIC.substring(6));
    }

    @Test
    void aTokenThatRanOutIsMadeAnewOnce() throws Exception {
        byte[] last = image.layers().get(3);
        Page behind = PublishedImage.content(last);
        registry.put(PublishedImage.blob(last), (request, wire) -> {
            if (request.header("authorization").equals("Bearer t1")) {
                behind.answer(request, wire);
            } else {
                wire.reply(401, "WWW-Authenticate: Bearer realm=\"http://" + registry.host() + "/token\"");
            }
        });

        // the others accept t0 alone: what had not been asked for by then would be refused
        image.layers()
                .subList(0, 3)
                .forEach(layer -> registry.put(PublishedImage.blob(layer), PublishedImage.content(layer)));
        pull.run(registry);

        pull.assertStored(image.digests());
        assertThat(registry.requests("/token")).hasSize(2);
    }

    @Test
    void basicIsAnsweredWithTheLogin() throws Exception {
        guard("Basic realm=\"x\"", BASIC);
        assertThat(pull.failure(registry))
                .isEqualTo(registry.host() + " wants a login: docker login " + registry.host());
        pull.assertStored(List.of());

        login();
        pull.run(registry);
        pull.assertStored(image.digests());
    }

    @Test
    void aRegistryThatIsNeverContentIsAskedTwice() throws Exception {
        guard("Bearer realm=\"http://" + registry.host() + "/token\"", "never");

        assertThat(pull.failure(registry)).contains("does not give the image lab/base:1 to us (401)");

        assertThat(registry.requests(manifest("1"))).hasSize(2);
        assertThat(registry.requests("/token")).hasSize(1);
        pull.assertStored(List.of());
    }

    @Test
    void aLoginThatIsNotAcceptedIsNamedWithoutItsPassword() throws Exception {
        login();
        registry.put("/token", (request, wire) -> wire.reply(401));
        assertThat(pull.failure(registry))
                .isEqualTo(registry.host() + " does not accept the login of me: docker login " + registry.host());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1/token",
                "file:///etc/passwd",
                "//127.0.0.1/token",
                "http://auth.example/token",
                "http://user:pw@127.0.0.1/token",
                "http://127.0.0.1/token#x",
                "http://127.0.0.1:99999/",
                "not an address",
                "",
            })
    void aStrangeRealmIsNotAsked(String realm) throws Exception {
        guard("Bearer realm=\"" + realm + "\",service=\"x\"", "never");
        assertThat(pull.failure(registry))
                .isEqualTo(registry.host() + " sends for a token to \"" + realm
                        + "\", where none is asked for: it must be an address of https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Negotiate", "Digest realm=\"x\", nonce=\"y\"", "", "\"\"\"", "Bearer_ realm=x"})
    void anUnknownChallengeIsSaid(String challenge) throws Exception {
        guard(challenge, "never");
        assertThat(pull.failure(registry)).endsWith("in a way that is not supported: only Basic and Bearer are");
    }

    @Test
    void aTokenThatIsNoneIsRefused() throws Exception {
        registry.put("/token", (request, wire) -> grant(wire, "x".repeat(40_000)));
        assertThat(pull.failure(registry)).contains("is empty, too long or not made of printable characters");

        registry.put("/token", (request, wire) -> grant(wire, "a\\r\\nX-Evil: 1"));
        assertThat(pull.failure(registry)).contains("not made of printable characters");

        registry.put("/token", (request, wire) -> wire.reply(200, "{}".getBytes(UTF_8)));
        assertThat(pull.failure(registry)).contains("is empty, too long");

        registry.put("/token", (request, wire) -> wire.reply(200, "<html>".getBytes(UTF_8)));
        assertThat(pull.failure(registry)).contains("bad token of ");

        registry.put("/token", (request, wire) -> {
            wire.head(200);
            while (true) {
                wire.raw("                ");
            }
        });
        assertThat(pull.failure(registry)).contains("is too large: at most 262144 bytes are read");

        registry.put("/token", (request, wire) -> wire.reply(404));
        assertThat(pull.failure(registry)).contains("does not have a token of ");
        pull.assertStored(List.of());
    }

    @Test
    void aLoginThatIsKeptElsewhereIsSaid() throws Exception {
        guard("Basic realm=\"x\"", BASIC);
        login("{\"auths\":{\"HOST\":{}},\"credsStore\":\"pass\"}");
        assertThat(pull.failure(registry)).contains("helper docker-credential-pass, which is not asked");
        login("{\"credHelpers\":{\"HOST\":\"ecr\"}}");
        assertThat(pull.failure(registry)).contains("helper docker-credential-ecr, which is not asked");
        login("{\"auths\":{\"HOST\":{\"identitytoken\":\"abc\"}}}");
        assertThat(pull.failure(registry)).contains("is an identity token, which is not supported");
        login("{\"auths\":{\"HOST\":{\"auth\":\"%%%%\"}}}");
        assertThat(pull.failure(registry))
                .isEqualTo("the login for " + registry.host() + " in docker's config.json is damaged: docker login "
                        + registry.host());
        login("{\"auths\":");
        assertThat(pull.failure(registry)).startsWith("bad file " + directory.resolve("config.json"));
    }

    @Test
    void aRedirectToAnotherHostDoesNotCarryTheLogin() throws Exception {
        guard("Basic realm=\"x\"", BASIC);
        login();
        byte[] layer = image.layers().get(0);
        try (var elsewhere = new HostileRegistry("127.0.0.2")) {
            elsewhere.put("/store", PublishedImage.content(layer));
            registry.put(
                    PublishedImage.blob(layer),
                    (request, wire) -> wire.reply(307, "Location: http://" + elsewhere.host() + "/store?sig=1#part"));
            pull.run(registry);
            pull.assertStored(image.digests());
            assertThat(elsewhere.requests()).singleElement().satisfies(asked -> {
                assertThat(asked.header("authorization")).isEmpty();
                assertThat(asked.query()).isEqualTo("sig=1");
            });
        }
    }

    @Test
    void aHostToWhichWeWereRedirectedGetsNoLoginEitherIfItAsks() throws Exception {
        guard("Basic realm=\"x\"", BASIC);
        login();
        byte[] layer = image.layers().get(0);
        try (var elsewhere = new HostileRegistry("127.0.0.2")) {
            elsewhere.put("/store", (request, wire) -> wire.reply(401, "WWW-Authenticate: Basic realm=\"phish\""));
            registry.put(
                    PublishedImage.blob(layer),
                    (request, wire) -> wire.reply(302, "Location: http://" + elsewhere.host() + "/store"));
            assertThat(pull.failure(registry)).startsWith(elsewhere.host() + " does not give the blob ");
            assertThat(elsewhere.requests())
                    .extracting((Request asked) -> asked.header("authorization"))
                    .containsExactly("");
        }
    }
}
