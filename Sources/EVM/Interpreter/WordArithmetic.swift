import EthereumTypes

// Operations on words that are faster inlined into the loop than called, and that must read the
// stack in 64-bit parts: what the processor stored in such parts it cannot forward to a wider
// load, and comparing 128 bits at once makes the compiler use one.

/// EQ.
@inline(__always)
func isEqual(_ a: UInt256, _ b: UInt256) -> Bool {
  let low = (a.low0 ^ b.low0) | (a.low1 ^ b.low1)
  let high = (a.high0 ^ b.high0) | (a.high1 ^ b.high1)
  return low | high == 0
}

/// SLT.
@inline(__always)
func isLessSigned(_ a: UInt256, _ b: UInt256) -> Bool {
  // Exchanging the halves of the range by the sign bit makes the unsigned order the signed one.
  let sign = UInt128(1) &<< 127
  return UInt256(low: a.low, high: a.high ^ sign) < UInt256(low: b.low, high: b.high ^ sign)
}

/// SHL.
@inline(__always)
func shiftLeft(_ value: UInt256, by count: UInt256) -> UInt256 {
  let count = count.clampedUInt64
  return count < 256 ? value << Int(truncatingIfNeeded: count) : .zero
}

/// SHR.
@inline(__always)
func shiftRight(_ value: UInt256, by count: UInt256) -> UInt256 {
  let count = count.clampedUInt64
  return count < 256 ? value >> Int(truncatingIfNeeded: count) : .zero
}

/// SDIV.
@inline(__always)
func divideSigned(_ a: UInt256, by b: UInt256) -> UInt256 {
  let quotient = magnitude(a).quotientAndRemainder(dividingBy: magnitude(b)).quotient
  return a.isNegative != b.isNegative ? .zero &- quotient : quotient
}

@inline(__always)
private func magnitude(_ value: UInt256) -> UInt256 {
  value.isNegative ? .zero &- value : value
}

extension UInt256 {
  @inline(__always) fileprivate var low0: UInt64 { UInt64(truncatingIfNeeded: low) }
  @inline(__always) fileprivate var low1: UInt64 { UInt64(truncatingIfNeeded: low &>> 64) }
  @inline(__always) fileprivate var high0: UInt64 { UInt64(truncatingIfNeeded: high) }
  @inline(__always) fileprivate var high1: UInt64 { UInt64(truncatingIfNeeded: high &>> 64) }
}
