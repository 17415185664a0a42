// The arithmetic of the EVM where it differs from ordinary integers: signed operations in two's
// complement, modular operations on wider intermediate results, word-sized shift counts.

extension UInt256 {
  /// SDIV: the signed quotient, rounded towards zero; zero when the divisor is zero.
  ///
  /// −2²⁵⁵ / −1 is −2²⁵⁵, because its magnitude wraps to itself.
  public func signedDividedBy(_ divisor: UInt256) -> UInt256 {
    let quotient = magnitude.dividedBy(divisor.magnitude)
    return isNegative != divisor.isNegative ? quotient.negated : quotient
  }

  /// SMOD: the signed remainder, which takes the sign of the dividend; zero for a zero divisor.
  public func signedRemainder(dividingBy divisor: UInt256) -> UInt256 {
    let remainder = magnitude.remainder(dividingBy: divisor.magnitude)
    return isNegative ? remainder.negated : remainder
  }

  /// ADDMOD: (self + other) mod modulus over the exact sum; zero when the modulus is zero.
  public func addMod(_ other: UInt256, modulus: UInt256) -> UInt256 {
    let (sum, carry) = addingReportingOverflow(other)
    if self < modulus, other < modulus {
      return carry || sum >= modulus ? sum &- modulus : sum
    }
    if !carry { return sum.remainder(dividingBy: modulus) }
    return UInt256.remainder(of: (high: .one, low: sum), dividingBy: modulus)
  }

  /// MULMOD: (self · other) mod modulus over the exact product; zero when the modulus is zero.
  public func mulMod(_ other: UInt256, modulus: UInt256) -> UInt256 {
    let product = multipliedFullWidth(by: other)
    if product.high.isZero { return product.low.remainder(dividingBy: modulus) }
    return UInt256.remainder(of: product, dividingBy: modulus)
  }

  /// The remainder of a 512-bit number; zero when the modulus is zero.
  private static func remainder(
    of number: (high: UInt256, low: UInt256), dividingBy modulus: UInt256
  ) -> UInt256 {
    if modulus.high != 0 { return WideDivisor(modulus).remainder(of: number) }
    if modulus.low.highLimb != 0 { return DoubleDivisor(modulus.low).remainder(of: number) }
    let divisor = modulus.low.lowLimb
    if divisor == 0 { return .zero }
    var remainder: UInt64 = 0
    for half in [number.high.high, number.high.low, number.low.high, number.low.low] {
      remainder = divisor.dividingFullWidth((remainder, half.highLimb)).remainder
      remainder = divisor.dividingFullWidth((remainder, half.lowLimb)).remainder
    }
    return UInt256(remainder)
  }

  /// EXP: self to the power of `exponent`, modulo 2²⁵⁶; 0⁰ is 1.
  public func power(_ exponent: UInt256) -> UInt256 {
    // Powers of two, the commonest in contracts, are a shift.
    if self == 2 { return UInt256.one.shiftedLeft(by: exponent) }
    // From the right: the two multiplications of a bit do not wait for each other.
    var result = UInt256.one
    var square = self
    var rest = exponent
    while true {
      if rest.low & 1 == 1 { result = result &* square }
      rest = UInt256(low: rest.low &>> 1 | rest.high &<< 127, high: rest.high &>> 1)
      if rest.isZero { return result }
      square = square &* square
    }
  }

  /// SIGNEXTEND: extends the sign of the number held in bytes 0 … `index` from the right.
  @inlinable
  public func signExtended(fromByte index: UInt256) -> UInt256 {
    if index >= 31 { return self }
    let unused = 248 &- 8 &* Int(truncatingIfNeeded: index.truncatedUInt64)
    return (self << unused).arithmeticShiftedRight(by: UInt256(unused))
  }

  /// BYTE: the byte at `index` from the left; zero from 32 on.
  @inlinable
  public func byte(at index: UInt256) -> UInt256 {
    if index >= 32 { return .zero }
    let shift = 248 &- 8 &* Int(truncatingIfNeeded: index.truncatedUInt64)
    return UInt256((self >> shift).truncatedUInt64 & 0xff)
  }

  /// SHL: shifts left; a count of 256 or more gives zero.
  @inlinable
  public func shiftedLeft(by count: UInt256) -> UInt256 {
    count.high != 0 || count.low >= 256
      ? .zero : self << Int(truncatingIfNeeded: count.truncatedUInt64)
  }

  /// SHR: shifts right; a count of 256 or more gives zero.
  @inlinable
  public func shiftedRight(by count: UInt256) -> UInt256 {
    count.high != 0 || count.low >= 256
      ? .zero : self >> Int(truncatingIfNeeded: count.truncatedUInt64)
  }

  /// SAR: shifts right and fills with the sign.
  @inlinable
  public func arithmeticShiftedRight(by count: UInt256) -> UInt256 {
    if !isNegative { return shiftedRight(by: count) }
    return ~(~self).shiftedRight(by: count)
  }

  /// SLT: compares in two's complement.
  @inlinable @inline(__always)
  public func isLessSigned(than other: UInt256) -> Bool {
    let left = Int128(truncatingIfNeeded: high)
    let right = Int128(truncatingIfNeeded: other.high)
    return left == right ? low < other.low : left < right
  }
}
