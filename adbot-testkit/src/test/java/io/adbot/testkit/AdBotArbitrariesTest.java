package io.adbot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.message.MessageLink;
import io.adbot.message.Post;
import io.adbot.plan.ExecutionPlanner;
import io.adbot.plan.PlanRequest;
import io.adbot.plan.PlanRules;
import java.time.Duration;
import java.time.zone.ZoneOffsetTransition;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class AdBotArbitrariesTest {

    @Property(tries = 300)
    void feasibleRequestsHaveAPlan(@ForAll("feasible") PlanRequest request) {
        assertThat(PlanRules.check(ExecutionPlanner.plan(request).orElseThrow()))
                .isEmpty();
    }

    @Property(tries = 500)
    void requestsAreFeasibleOrNot(@ForAll("any") PlanRequest request) {
        Statistics.label("feasible")
                .collect(ExecutionPlanner.plan(request).<Boolean>fold(plan -> true, infeasible -> false))
                .coverage(coverage -> {
                    coverage.check(true).percentage(share -> share > 5);
                    coverage.check(false).percentage(share -> share > 5);
                });
    }

    @Property(tries = 300)
    void linksAreReadBack(@ForAll("links") MessageLink link) {
        assertThat(MessageLink.parse(link.toString())).isEqualTo(link);
    }

    @Property(tries = 300)
    void postsAreOfBothKinds(@ForAll("posts") Post post) {
        Statistics.label("kind")
                .collect(post instanceof Post.Text)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 20 && share < 80));
    }

    @Property(tries = 300)
    void hardMomentsAreNearATransition(@ForAll("moments") HardMoment moment) {
        ZoneOffsetTransition next =
                moment.zone().getRules().nextTransition(moment.transition().minusNanos(1));

        assertThat(next.getInstant()).isEqualTo(moment.transition());
        assertThat(next.getOffsetBefore()).isNotEqualTo(next.getOffsetAfter());
        assertThat(Duration.between(moment.transition(), moment.instant()).abs())
                .isLessThan(Duration.ofHours(31));
    }

    @Provide
    Arbitrary<PlanRequest> feasible() {
        return AdBotArbitraries.feasiblePlanRequests();
    }

    @Provide
    Arbitrary<PlanRequest> any() {
        return AdBotArbitraries.planRequests();
    }

    @Provide
    Arbitrary<MessageLink> links() {
        return AdBotArbitraries.messageLinks();
    }

    @Provide
    Arbitrary<Post> posts() {
        return AdBotArbitraries.posts();
    }

    @Provide
    Arbitrary<HardMoment> moments() {
        return AdBotArbitraries.hardZones();
    }
}
