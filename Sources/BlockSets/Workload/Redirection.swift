import EthereumTypes

/// Which feed the directory names. In a block that changes it, it changes to the other feed, whose
/// value changes too.
struct Redirection: Sendable {
  private var current = 0
  private var isChanged = false
  private var value: UInt256 = 1

  /// The number of the feed that the directory does not name at the block's start.
  var other: Int { 1 - current }

  /// The value of the next update, which no feed had before.
  mutating func nextValue() -> UInt256 {
    value = value + 1
    return value
  }

  /// Notes that the directory names the other feed.
  mutating func change() { isChanged = true }

  /// Makes the other feed the current one if it was chosen.
  mutating func endBlock() {
    if isChanged { current = other }
    isChanged = false
  }
}
