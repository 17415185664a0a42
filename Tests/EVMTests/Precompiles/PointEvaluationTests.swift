import EVM
import EthereumTypes
import Testing

@Suite struct PointEvaluationTests {
  /// The polynomial X at 7, over the ceremony's [τ]G1: a vector that many projects publish. The
  /// hash is SHA-256 of the commitment with 0x01 for its first byte.
  static let versionedHash = "014fa3bb4018340ca2fa8eb239e23af6ba465f6d5bc31db78988445da078db76"
  static let commitment = """
    ad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c81
    """
  static let proof = """
    97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb
    """

  static func input() throws -> [UInt8] {
    try bytes(versionedHash) + word(7) + word(7) + bytes(commitment) + bytes(proof)
  }

  @Test func acceptsAProof() throws {
    let call = PrecompileCall(0x0a, try Self.input(), fork: .cancun)
    #expect(call.result == .success(gasCost: 50_000))
    // FIELD_ELEMENTS_PER_BLOB and BLS_MODULUS.
    let modulus = "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"
    #expect(try call.output == word(4096) + bytes(modulus))
  }

  @Test func needsItsGas() throws {
    let input = try Self.input()
    #expect(PrecompileCall(0x0a, input, gas: 50_000).output.count == 64)
    #expect(PrecompileCall.failed(PrecompileCall(0x0a, input, gas: 49_999)))
  }

  /// The version, the hash, z, y, the commitment's flags and the proof's.
  @Test(arguments: [0, 1, 31, 32, 63, 64, 95, 96, 143, 144, 191])
  func refusesAnyOtherByte(at offset: Int) throws {
    var input = try Self.input()
    input[offset] ^= 1
    #expect(PrecompileCall.failed(PrecompileCall(0x0a, input)))
  }

  @Test(arguments: [0, 191, 193, 384]) func refusesAnotherLength(length: Int) throws {
    let input = try Self.input()
    #expect(PrecompileCall.failed(PrecompileCall(0x0a, Array((input + input).prefix(length)))))
  }
}
