import EthereumTypes

/// 0x04: returns its input.
enum Identity: Precompile {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    15 + 3 * input.wordCount
  }

  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool {
    output.append(contentsOf: input.bytes)
    return true
  }
}
