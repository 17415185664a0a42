import CLibCrypto
import EthereumTypes

/// 0x03: RIPEMD-160, left-padded to a word.
enum RIPEMD160Hash: Precompile {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    600 + 120 * input.wordCount
  }

  /// Fetched once: a fetch by name costs more than a short digest.
  ///
  /// libcrypto's fetched algorithms are immutable and may be used from any thread.
  private nonisolated(unsafe) static let algorithm: OpaquePointer = {
    guard let algorithm = EVP_MD_fetch(nil, "RIPEMD160", nil) else {
      preconditionFailure("libcrypto offers no RIPEMD-160; it needs OpenSSL 3.0.7 or later")
    }
    return algorithm
  }()

  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool {
    output.append(contentsOf: repeatElement(0, count: 32))
    let status = output.withUnsafeMutableBufferPointer { word in
      EVP_Digest(
        input.bytes.baseAddress, input.count, word.baseAddress.map { $0 + 12 }, nil, algorithm, nil)
    }
    precondition(status == 1, "RIPEMD-160 accepts every input")
    return true
  }
}
