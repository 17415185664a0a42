/// An unsigned 256-bit integer, the word of the Ethereum virtual machine.
///
/// Two 128-bit halves are the fastest layout measured: four 64-bit fields make the vectoriser
/// emit 16-byte loads of 8-byte stores, and `SIMD4` stalls on store forwarding. Everything small
/// is inlinable because a plain cross-module call costs 45 % of a multiplication.
@frozen
public struct UInt256: Hashable, Sendable {
  /// The less significant 128 bits.
  public var low: UInt128
  /// The more significant 128 bits.
  public var high: UInt128

  /// Creates the number `high` · 2¹²⁸ + `low`.
  @inlinable @inline(__always)
  public init(low: UInt128, high: UInt128) {
    self.low = low
    self.high = high
  }

  /// Creates a number from an unsigned 64-bit one.
  @inlinable @inline(__always)
  public init(_ value: UInt64) {
    self.init(low: UInt128(truncatingIfNeeded: value), high: 0)
  }

  /// Creates a number from an integer that must not be negative.
  @inlinable @inline(__always)
  public init(_ value: Int) {
    precondition(value >= 0, "a UInt256 cannot be negative")
    self.init(UInt64(truncatingIfNeeded: value))
  }

  /// Creates a number from four 64-bit limbs, the least significant first.
  @inlinable @inline(__always)
  init(limbs l0: UInt64, _ l1: UInt64, _ l2: UInt64, _ l3: UInt64) {
    self.init(low: UInt128(high: l1, low: l0), high: UInt128(high: l3, low: l2))
  }

  /// The number 0.
  @inlinable public static var zero: UInt256 { UInt256(low: 0, high: 0) }
  /// The number 1.
  @inlinable public static var one: UInt256 { UInt256(low: 1, high: 0) }
  /// The greatest number, 2²⁵⁶ − 1.
  @inlinable public static var max: UInt256 { UInt256(low: .max, high: .max) }

  /// Whether the number is zero.
  @inlinable public var isZero: Bool { low | high == 0 }

  /// The most significant bit, which is the sign in two's complement.
  @inlinable public var isNegative: Bool { Int128(truncatingIfNeeded: high) < 0 }

  /// The number of zero bits before the first significant one; 256 for zero.
  @inlinable public var leadingZeroBitCount: Int {
    high != 0 ? high.leadingZeroBitCount : 128 &+ low.leadingZeroBitCount
  }

  /// The number of significant bits; 0 for zero.
  @inlinable public var bitWidth: Int { 256 &- leadingZeroBitCount }

  /// The number of significant bytes; 0 for zero.
  @inlinable public var byteWidth: Int { (bitWidth &+ 7) &>> 3 }

  /// The number as 64 bits, or `nil` when it does not fit.
  @inlinable public var uint64: UInt64? {
    high | (low &>> 64) == 0 ? UInt64(truncatingIfNeeded: low) : nil
  }

  /// The number as 64 bits, or the greatest 64-bit number when it does not fit.
  @inlinable public var clampedUInt64: UInt64 {
    high | (low &>> 64) == 0 ? UInt64(truncatingIfNeeded: low) : .max
  }

  /// The low 64 bits.
  @inlinable public var truncatedUInt64: UInt64 { UInt64(truncatingIfNeeded: low) }
}

extension UInt256: ExpressibleByIntegerLiteral {
  /// Creates a number from a literal of at most 128 bits.
  @inlinable @inline(__always)
  public init(integerLiteral value: UInt128) {
    self.init(low: value, high: 0)
  }
}

extension UInt256: Comparable {
  /// Whether two numbers are equal.
  @inlinable @inline(__always)
  public static func == (lhs: UInt256, rhs: UInt256) -> Bool {
    (lhs.low ^ rhs.low) | (lhs.high ^ rhs.high) == 0
  }

  /// Whether one number is less than another.
  @inlinable @inline(__always)
  public static func < (lhs: UInt256, rhs: UInt256) -> Bool {
    // The borrow of a subtraction: four instructions and no branch.
    let lowBorrow: UInt128 = lhs.low < rhs.low ? 1 : 0
    let (difference, overflow) = lhs.high.subtractingReportingOverflow(rhs.high)
    return overflow != (difference < lowBorrow)
  }

  /// Whether one number is greater than another.
  @inlinable @inline(__always)
  public static func > (lhs: UInt256, rhs: UInt256) -> Bool { rhs < lhs }
  /// Whether one number is at most another.
  @inlinable @inline(__always)
  public static func <= (lhs: UInt256, rhs: UInt256) -> Bool { !(rhs < lhs) }
  /// Whether one number is at least another.
  @inlinable @inline(__always)
  public static func >= (lhs: UInt256, rhs: UInt256) -> Bool { !(lhs < rhs) }
}

extension UInt128 {
  /// Creates a number from two 64-bit limbs.
  @inlinable @inline(__always)
  init(high: UInt64, low: UInt64) {
    self = UInt128(truncatingIfNeeded: high) &<< 64 | UInt128(truncatingIfNeeded: low)
  }

  /// The high 64-bit limb.
  @inlinable @inline(__always)
  var highLimb: UInt64 { UInt64(truncatingIfNeeded: self &>> 64) }

  /// The low 64-bit limb.
  @inlinable @inline(__always)
  var lowLimb: UInt64 { UInt64(truncatingIfNeeded: self) }

  /// The exact product of two 64-bit limbs.
  @inlinable @inline(__always)
  static func product(_ a: UInt64, _ b: UInt64) -> UInt128 {
    UInt128(truncatingIfNeeded: a) &* UInt128(truncatingIfNeeded: b)
  }
}
