import Execution
import Scheduling

/// What a run records of one attempt, without times and without who ran what.
struct AttemptTrace: Equatable, CustomStringConvertible {
  let tier: Int
  let label: String
  let grouping: Grouping?
  let gasOfGroups: [UInt64]
  let trigger: String?
  let detail: String?
  let divergence: Divergence?

  init(_ attempt: AttemptRecord) {
    tier = attempt.tier
    label = attempt.label
    grouping = attempt.grouping
    gasOfGroups = attempt.groups.map(\.gas)
    trigger = attempt.trigger?.name
    detail = attempt.trigger?.detail
    divergence = attempt.divergence
  }

  var description: String {
    let groups = grouping.map { "\($0.groups.count) groups" } ?? "no groups"
    guard let trigger else { return "\(label) (\(groups)): accepted" }
    let edge = divergence?.missedEdge.map { ", missed \($0)" } ?? ""
    return "\(label) (\(groups)): \(trigger), \(detail ?? "");"
      + " \(divergence.map { "\($0)" } ?? "no divergence")\(edge)"
  }
}

/// What a run records of all its attempts.
struct RunTrace: Equatable, CustomStringConvertible {
  let attempts: [AttemptTrace]
  let result: BlockResult?

  init(_ run: BlockRun) {
    attempts = run.attempts.map(AttemptTrace.init)
    result = run.result
  }

  var description: String { attempts.map(\.description).joined(separator: " | ") }
}
