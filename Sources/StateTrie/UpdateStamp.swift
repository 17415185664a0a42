import Synchronization

/// Tells the nodes that one update made from all others.
struct UpdateStamp: Equatable, BitwiseCopyable {
  private static let last = Atomic<UInt64>(0)
  private let number: UInt64

  /// A stamp that no other update has.
  static func next() -> UpdateStamp {
    UpdateStamp(number: last.wrappingAdd(1, ordering: .relaxed).newValue)
  }

  /// The stamp of nodes that no update may change.
  static let none = UpdateStamp(number: 0)
}
