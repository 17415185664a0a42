// Logic and shifts.

extension UInt256 {
  /// The bitwise conjunction.
  @inlinable @inline(__always)
  public static func & (lhs: UInt256, rhs: UInt256) -> UInt256 {
    UInt256(low: lhs.low & rhs.low, high: lhs.high & rhs.high)
  }

  /// The bitwise disjunction.
  @inlinable @inline(__always)
  public static func | (lhs: UInt256, rhs: UInt256) -> UInt256 {
    UInt256(low: lhs.low | rhs.low, high: lhs.high | rhs.high)
  }

  /// The bitwise exclusive disjunction.
  @inlinable @inline(__always)
  public static func ^ (lhs: UInt256, rhs: UInt256) -> UInt256 {
    UInt256(low: lhs.low ^ rhs.low, high: lhs.high ^ rhs.high)
  }

  /// The bitwise complement.
  @inlinable @inline(__always)
  public static prefix func ~ (value: UInt256) -> UInt256 {
    UInt256(low: ~value.low, high: ~value.high)
  }

  /// Shifts left; 256 bits or more give zero.
  ///
  /// - Precondition: `count` is not negative.
  @inlinable
  public static func << (lhs: UInt256, count: Int) -> UInt256 {
    precondition(count >= 0, "a shift cannot be negative")
    if count >= 128 {
      return count >= 256
        ? .zero : UInt256(low: 0, high: lhs.low &<< UInt128(truncatingIfNeeded: count &- 128))
    }
    let shift = UInt128(truncatingIfNeeded: count)
    // Two shifts, so that a count of 0 needs no branch.
    return UInt256(
      low: lhs.low &<< shift, high: lhs.high &<< shift | (lhs.low &>> 1) &>> (127 &- shift))
  }

  /// Shifts right; 256 bits or more give zero.
  ///
  /// - Precondition: `count` is not negative.
  @inlinable
  public static func >> (lhs: UInt256, count: Int) -> UInt256 {
    precondition(count >= 0, "a shift cannot be negative")
    if count >= 128 {
      return count >= 256
        ? .zero : UInt256(low: lhs.high &>> UInt128(truncatingIfNeeded: count &- 128), high: 0)
    }
    let shift = UInt128(truncatingIfNeeded: count)
    return UInt256(
      low: lhs.low &>> shift | (lhs.high &<< 1) &<< (127 &- shift), high: lhs.high &>> shift)
  }
}
