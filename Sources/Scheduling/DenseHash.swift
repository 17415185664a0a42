extension Address: DenseKey {
  var denseHash: UInt64 {
    let body = folded(high ^ HashSeed.high, middle ^ HashSeed.low)
    return folded(body ^ UInt64(low), HashSeed.final)
  }
}

extension Resource: DenseKey {
  var denseHash: UInt64 {
    switch self {
    case .balance(let address): folded(address.denseHash ^ 1, HashSeed.final)
    case .nonce(let address): folded(address.denseHash ^ 2, HashSeed.final)
    case .code(let address): folded(address.denseHash ^ 3, HashSeed.final)
    case .storage(let address, let slot): slot.folded(into: address.denseHash)
    }
  }
}

extension UInt256 {
  /// Hashes the four limbs onto what stands before them.
  fileprivate func folded(into hash: UInt64) -> UInt64 {
    let lowHalf = Scheduling.folded(
      UInt64(truncatingIfNeeded: low) ^ hash, UInt64(truncatingIfNeeded: low >> 64) ^ HashSeed.low)
    return Scheduling.folded(
      UInt64(truncatingIfNeeded: high) ^ lowHalf,
      UInt64(truncatingIfNeeded: high >> 64) ^ HashSeed.high)
  }
}

/// Odd constants with about as many ones as zeros.
private enum HashSeed {
  static var high: UInt64 { 0xa076_1d64_78bd_642f }
  static var low: UInt64 { 0xe703_7ed1_a0b4_28db }
  static var final: UInt64 { 0x8ebc_6af0_9c88_c6e3 }
}

/// The two halves of a product, folded into one word: every bit of both factors reaches the
/// low bits, which number the slots of a table.
private func folded(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}
