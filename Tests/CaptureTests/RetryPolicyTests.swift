import Capture
import Testing

/// The pauses between attempts.
@Suite struct RetryPolicyTests {
  @Test func pausesGrowWithinTheirBounds() {
    let policy = RetryPolicy(retries: 3, firstPauseSeconds: 0.5, seed: 7)
    for (failures, longest) in [(1, 0.5), (2, 1), (3, 2), (4, 4), (40, 30)] {
      let pauses = (0..<200).map { _ in policy.pause(after: failures, asked: nil) }
      #expect(pauses.allSatisfy { (0...longest).contains($0) })
      #expect(pauses.contains { $0 > longest / 2 })
      #expect(Set(pauses).count > 100)
    }
  }

  @Test func theServersWishIsALowerBound() {
    let policy = RetryPolicy(retries: 3, firstPauseSeconds: 0.5, seed: 7)
    #expect(policy.pause(after: 1, asked: 3) == 3)
    #expect(policy.pause(after: 1, asked: 3_600) == 30)
  }

  @Test func equalSeedsGiveEqualPauses() {
    let policies = (0..<2).map { _ in
      RetryPolicy(retries: 3, firstPauseSeconds: 0.5, seed: 9)
    }
    for failures in 1...8 {
      #expect(
        policies[0].pause(after: failures, asked: nil)
          == policies[1].pause(after: failures, asked: nil))
    }
  }
}
