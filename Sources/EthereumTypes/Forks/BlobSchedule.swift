/// The blob parameters of a fork (EIP-7840): how many a block aims at and admits, and how fast
/// their price moves.
package struct BlobSchedule: Hashable, Sendable {
  /// The number of blobs a block aims at.
  package var target: UInt64
  /// The greatest number of blobs in a block.
  package var max: UInt64
  /// The denominator of the exponent in the blob base fee.
  package var baseFeeUpdateFraction: UInt64

  /// Creates a schedule.
  package init(target: UInt64, max: UInt64, baseFeeUpdateFraction: UInt64) {
    self.target = target
    self.max = max
    self.baseFeeUpdateFraction = baseFeeUpdateFraction
  }
}
