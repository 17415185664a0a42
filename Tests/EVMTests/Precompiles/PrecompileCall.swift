import EVM
import EthereumTypes
import Testing

/// One call of a precompiled contract, as its caller sees it.
struct PrecompileCall: Equatable {
  let result: PrecompileResult
  let output: [UInt8]

  /// Calls the contract at `address` with gas to spare, unless told how much.
  init(_ address: UInt64, _ input: [UInt8], gas: Int64 = 1 << 40, fork: Fork = .osaka) {
    // Left-overs of an earlier call must not show.
    var output: [UInt8] = [0xee, 0xee]
    result = input.withUnsafeBytes {
      Precompiles.run(
        at: Address(word: UInt256(address)), input: $0, gas: gas, fork: fork, output: &output)
    }
    self.output = output
  }

  /// What a failed call looks like: no output, all gas gone.
  static func failed(_ call: PrecompileCall) -> Bool {
    call.result == .failure && call.output.isEmpty
  }
}

/// The bytes of hexadecimal digits without a prefix.
func bytes(_ digits: String) throws -> [UInt8] {
  try #require([UInt8](hex: "0x" + digits))
}

/// A big-endian word.
func word(_ value: UInt64) -> [UInt8] { UInt256(value).bigEndianBytes }
