import EthereumTypes

/// The gas that a transaction costs before anything runs.
extension ForkRules {
  private static let transactionBase: UInt64 = 21_000

  /// The intrinsic gas of a transaction.
  package func intrinsicGas(
    data: [UInt8], isCreation: Bool, accessList: [AccessListEntry] = [],
    authorizationCount: Int = 0
  ) -> UInt64 {
    let zeros = UInt64(data.zeroByteCount)
    let others = UInt64(data.count) - zeros
    // EIP-2028
    var gas = Self.transactionBase + 4 * zeros + (fork >= .istanbul ? 16 : 68) * others
    if isCreation {
      if fork >= .homestead { gas += 32_000 }  // EIP-2
      gas += UInt64(self.gas.initCodeWord) * ((UInt64(data.count) + 31) / 32)  // EIP-3860
    }
    if fork >= .berlin {  // EIP-2930
      for entry in accessList { gas += 2_400 + 1_900 * UInt64(entry.storageKeys.count) }
    }
    // EIP-7702
    if fork >= .prague { gas += 25_000 * UInt64(authorizationCount) }
    return gas
  }

  /// The least gas that a transaction uses for its data (EIP-7623); zero before Prague.
  package func calldataFloor(_ data: [UInt8]) -> UInt64 {
    guard fork >= .prague else { return 0 }
    let zeros = UInt64(data.zeroByteCount)
    let tokens = zeros + 4 * (UInt64(data.count) - zeros)
    return Self.transactionBase + 10 * tokens
  }
}

extension [UInt8] {
  fileprivate var zeroByteCount: Int {
    var count = 0
    for byte in self where byte == 0 { count &+= 1 }
    return count
  }
}
