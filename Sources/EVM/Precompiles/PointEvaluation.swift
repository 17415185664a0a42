import CLibCrypto
import EthereumTypes
import Pairings

/// 0x0a: whether a blob's polynomial has a value at a point (EIP-4844).
///
/// Input: versioned hash (32 bytes), z (32), y (32), commitment (48), proof (48). A proof that does
/// not hold fails the call.
enum PointEvaluation: Precompile {
  private static let inputLength = 192
  private static let versionedHashVersion: UInt8 = 0x01

  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    input.count == inputLength ? 50_000 : nil
  }

  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool {
    let commitment = input.given(from: 96, length: 48)
    guard isVersionedHash(input.given(from: 0, length: 32), of: commitment) else { return false }
    let proven = try? KZG.verify(
      commitment: commitment, z: input.given(from: 32, length: 32),
      y: input.given(from: 64, length: 32), proof: input.given(from: 144, length: 48))
    guard proven == true else { return false }
    output.append(word: UInt256(4096))  // FIELD_ELEMENTS_PER_BLOB
    output.append(word: blsModulus)
    return true
  }

  /// The order of BLS12-381's groups.
  private static let blsModulus = UInt256(
    low: 0x53bd_a402_fffe_5bfe_ffff_ffff_0000_0001, high: 0x73ed_a753_299d_7d48_3339_d808_09a1_d805)

  private static func isVersionedHash(
    _ hash: UnsafeRawBufferPointer, of commitment: UnsafeRawBufferPointer
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      _ = SHA256(
        commitment.baseAddress?.assumingMemoryBound(to: UInt8.self), commitment.count,
        digest.baseAddress)
      digest[0] = versionedHashVersion
      return hash.elementsEqual(digest)
    }
  }
}
