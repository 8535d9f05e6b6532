package io.postroom.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The directions of the tree, where the scopes of Maven do not hold them already. */
@AnalyzeClasses(packages = "io.postroom", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String CORE = "io.postroom.core..";
    private static final String STORES = "io.postroom.store..";
    private static final String SEARCH = "io.postroom.search..";
    private static final String JAMES = "io.postroom.james..";
    private static final String WEBHOOKS = "io.postroom.webhooks..";
    private static final String MAILETS = "io.postroom.mailets..";
    private static final String ROUTES = "io.postroom.routes..";
    private static final String SERVER = "io.postroom.server..";

    private static final List<String> ADAPTERS = List.of(
            "io.postroom.store.memory..", "io.postroom.store.cassandra..", SEARCH, JAMES, WEBHOOKS, MAILETS, ROUTES);

    private static final String[] CASSANDRA_CLIENT = {"com.datastax.."};
    private static final String[] MAILBOXES = {"org.apache.james.mailbox.."};
    private static final String[] MAIL_SERVER = {"org.apache.james..", "org.apache.mailet..", "com.google.inject.."};
    private static final String[] HTTP_SERVER = {"spark..", "org.eclipse.jetty..", "javax.servlet.."};
    private static final String[] HTTP_CLIENT = {"okhttp3..", "java.net.http.."};

    @ArchTest
    static final ArchRule theDomainUsesTheJdkOnly = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, "java..", "javax.crypto..", "javax.net..", "org.jspecify..", "org.slf4j..");

    @ArchTest
    static final ArchRule featuresOfTheDomainHaveNoCycle =
            slices().matching("io.postroom.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule adaptersDoNotSeeEachOther = CompositeArchRule.of(
            ADAPTERS.stream().map(ArchitectureTest::seesNoOtherAdapter).toList());

    @ArchTest
    static final ArchRule onlyTheServerSeesTheServer = noClasses()
            .that()
            .resideOutsideOfPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVER);

    @ArchTest
    static final ArchRule storesKnowNeitherJamesNorHttp = mustNotSee(STORES, MAIL_SERVER, HTTP_SERVER, HTTP_CLIENT);

    @ArchTest
    static final ArchRule searchKnowsItsIndexOnly =
            mustNotSee(SEARCH, MAIL_SERVER, HTTP_SERVER, HTTP_CLIENT, CASSANDRA_CLIENT);

    @ArchTest
    static final ArchRule onlySearchKnowsLucene = noClasses()
            .that()
            .resideOutsideOfPackage(SEARCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule webhooksKnowNoMailServer = mustNotSee(WEBHOOKS, MAIL_SERVER, HTTP_SERVER, CASSANDRA_CLIENT);

    @ArchTest
    static final ArchRule theJamesAdapterKnowsNeitherRoutesNorStores = mustNotSee(JAMES, HTTP_SERVER, CASSANDRA_CLIENT);

    @ArchTest
    static final ArchRule mailetsReachMailboxesThroughTheDomain = mustNotSee(MAILETS, MAILBOXES, CASSANDRA_CLIENT);

    @ArchTest
    static final ArchRule routesReachMailboxesThroughTheDomain = mustNotSee(ROUTES, MAILBOXES, CASSANDRA_CLIENT);

    /** James 3.9 renames these packages: the fewer modules know them, the smaller that move. */
    @ArchTest
    static final ArchRule javaxStaysInAdaptersOfJames = noClasses()
            .that()
            .resideOutsideOfPackages(JAMES, MAILETS, ROUTES, SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.mail..", "javax.inject..", "javax.activation..");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .that()
            .resideInAnyPackage(CORE, STORES, SEARCH)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule nothingIsKeptInStaticFields =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Dto)");

    private static ArchRule seesNoOtherAdapter(String adapter) {
        String[] others =
                ADAPTERS.stream().filter(other -> !other.equals(adapter)).toArray(String[]::new);
        return noClasses().that().resideInAPackage(adapter).should().dependOnClassesThat(resideInAnyPackage(others));
    }

    private static ArchRule mustNotSee(String packages, String[]... forbidden) {
        String[] all = Arrays.stream(forbidden).flatMap(Arrays::stream).toArray(String[]::new);
        return noClasses().that().resideInAPackage(packages).should().dependOnClassesThat(resideInAnyPackage(all));
    }
}
