import EthereumTypes

/// One precompiled contract: what a call costs, apart from what it computes.
protocol Precompile {
  /// The gas of a call with this input, or nil when the input fails the call whatever its gas.
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64?

  /// Computes the answer into `output`, which arrives empty.
  ///
  /// - Returns: False when the input is malformed; the call then fails.
  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool
}

extension Precompile {
  /// Charges first and works afterwards, so that an unaffordable call costs us nothing.
  static func call(
    _ input: PrecompileInput, gas: Int64, fork: Fork, output: inout [UInt8]
  ) -> PrecompileResult {
    guard let cost = gasCost(of: input, fork: fork), cost <= gas else { return .failure }
    guard execute(input, into: &output) else {
      output.removeAll(keepingCapacity: true)
      return .failure
    }
    return .success(gasCost: cost)
  }
}
