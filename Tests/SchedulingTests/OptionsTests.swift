import Foundation
import Scheduling
import StrategyCatalog
import Testing

/// How options are decoded, and what is said of wrong ones.
struct OptionsTests {
  @Test(arguments: StrategyCatalog.names)
  func `every strategy of the project has defaults for all options`(name: String) throws {
    #expect(try makeStrategy(name).attemptLimit == 1)
  }

  @Test(arguments: [
    (#"{"mode": "observed"}"#, 1), (#"{"mode": "observed-or-known"}"#, 1),
    (#"{"mode": "fixpoint"}"#, 3), (#"{"mode": "fixpoint", "attempts": 5}"#, 5),
  ])
  func `refined repeats its attempt under fixpoint alone`(options: String, attempts: Int) throws {
    #expect(try makeStrategy("refined", options: options).attemptLimit == attempts)
  }

  @Test(arguments: [
    (
      "attributed-reads", #"{"attribution": "al"}"#,
      "unknown value 'al': expected one of first-access, read-only-slots, changed-slots, all"
    ),
    (
      "refined", #"{"mode": "fixedpoint"}"#,
      "unknown value 'fixedpoint': expected one of observed, observed-or-known, fixpoint"
    ),
    ("refined", #"{"mode": "fixpoint", "attempts": 0}"#, "0 attempts: expected 1 or more"),
    (
      "refined", #"{"attempts": 2}"#,
      "attempts belong to mode fixpoint; mode observed makes one"
    ),
    (
      "heuristic", #"{"depth": 2}"#, "unknown option 'depth': this strategy takes no options"
    ),
  ])
  func `a wrong option is named with what was expected`(
    name: String, options: String, message: String
  ) throws {
    let error = #expect(throws: DecodingError.self) {
      try makeStrategy(name, options: options)
    }
    guard case .dataCorrupted(let context) = try #require(error) else {
      Issue.record("\(error as (any Error)?)")
      return
    }
    #expect(context.debugDescription == message)
    #expect(context.codingPath.count == 1)
  }
}
