import CLibCrypto
import EthereumTypes

/// 0x02: SHA-256.
enum SHA256Hash: Precompile {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    60 + 12 * input.wordCount
  }

  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool {
    output.append(contentsOf: repeatElement(0, count: 32))
    output.withUnsafeMutableBufferPointer { digest in
      _ = SHA256(
        input.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), input.count,
        digest.baseAddress)
    }
    return true
  }
}
