import Conformance
import Foundation
import TestSupport
import Testing

/// A block that is refused for another reason than the one its test names is no pass.
@Suite(.enabled(if: Fixtures.pack("amsterdam-bal") != nil, Comment(rawValue: Fixtures.absence)))
struct ExceptionTests {
  /// Refused for too many transactions' gas; the names are right, wrong, right among others, and
  /// of no reason of ours.
  @Test(
    arguments: [
      ("BlockException.INVALID_BLOCK_ACCESS_LIST", true),
      ("BlockException.INVALID_GASLIMIT", false),
      ("TransactionException.INSUFFICIENT_ACCOUNT_FUNDS", false),
      ("BlockException.RLP_STRUCTURES_ENCODING", false),
      ("BlockException.INVALID_GASLIMIT|BlockException.INVALID_BLOCK_ACCESS_LIST", true),
      ("BlockException.NOT_YET_INVENTED", true),
    ])
  func blocksAreHeldToTheReason(exception: String, passes: Bool) throws {
    var fixture = try Fixture.first(in: "amsterdam-bal") { fixture in
      fixture.blocks.count == 1
        && fixture.blocks[0]["expectException"] as? String
          == "BlockException.INVALID_BLOCK_ACCESS_LIST"
    }
    fixture.blocks[0]["expectException"] = exception
    let verdict = try fixture.verdict()
    guard !passes else { return #expect(verdict == .passed) }
    guard case .failed(let reason) = verdict else {
      Issue.record("\(exception) passes in \(fixture.name)")
      return
    }
    #expect(reason.hasPrefix("block 0: refused because block access list: "), "\(reason)")
    #expect(reason.hasSuffix("expected \(exception)"), "\(reason)")
  }

  @Test(.enabled(if: Fixtures.pack("state") != nil, Comment(rawValue: Fixtures.absence)))
  func transactionsAreHeldToTheReason() throws {
    var fixture = try Fixture.first(in: "state") { fixture in
      fixture.results.count == 1
        && fixture.results[0]["expectException"] as? String
          == "TransactionException.INTRINSIC_GAS_TOO_LOW"
    }
    #expect(try fixture.verdict() == .passed)
    for exception in [
      "TransactionException.NONCE_IS_MAX", "TransactionException.RLP_INVALID_VALUE",
    ] {
      fixture.results[0]["expectException"] = exception
      guard case .failed(let reason) = try fixture.verdict() else {
        Issue.record("\(exception) passes in \(fixture.name)")
        continue
      }
      #expect(reason.hasPrefix("refused because gas limit "), "\(reason)")
    }
  }
}
