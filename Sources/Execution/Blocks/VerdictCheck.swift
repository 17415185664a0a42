/// A part of a block's outcome that is compared with what the header commits to.
package enum VerdictCheck: String, CaseIterable, Sendable, Hashable {
  case gas
  case receipts
  case requests
  case blockAccessList
  case stateRoot

  /// As written in experiment files and reports.
  package var name: String { rawValue }
}
