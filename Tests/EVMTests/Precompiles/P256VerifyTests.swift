import EVM
import EthereumTypes
import Testing

@Suite struct P256VerifyTests {
  struct Signature: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let input: String
  }

  /// Computed from the definition in Python (affine curve arithmetic); the ordinary one was also
  /// checked with cryptography 50.0.2.
  static let valid = [
    Signature(
      testDescription: "an ordinary signature",
      input: """
        79cb9e86830c71c2cdcc69292f45e678309d6b79965eda32dae445508201e2bdedb89fad7e1901b31f0f\
        4bd482a82ac5a9850034f47051a38bb5c9a341c5c295fe650479097c810d486ee30cb1fe0cdf0c558293\
        409d11c6ffc9ae55f8434d293f40b25c7c53b355fc07fac2e587d43548715c2ce7564c6da46774390163\
        b8a3c3b35d98701411ab05404c8e6d8e267c89140d33db5df4727d9b0381a711bc15
        """),
    Signature(
      testDescription: "r = 3 though the point has x = n + 3",
      input: """
        5335869c9d95847ebd299753a767779673f778aaf6fa5db8656abd72fb71073400000000000000000000\
        000000000000000000000000000000000000000000034c3743650ab8ab67a26b7f62b1852f27e3eff9c0\
        cf44dd3f89e7d15f17362f25b74d93edbcda2bf81124e978df56f5ca9a960853010118929630b22d49bd\
        72a70e774684d0c09447a4abffc7e0ea8f3e651075eea50e10991ad839b9311c292c
        """),
    Signature(
      testDescription: "a key with x = 5",
      input: """
        1c4fee60c07b98146d9f250aa402c44ed4bb32c78bbfb420a85eaaa413fc41ba8ecdbf28364f65eb18f1\
        bae11db9c30986e8c4a3e7abd6020490aae67a11a592e992ce4cfab6548ba0932975d900af387f504df0\
        bd0a0deff6a75367e0a4c09e000000000000000000000000000000000000000000000000000000000000\
        0005459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc
        """),
    Signature(
      testDescription: "message hash 0",
      input: """
        000000000000000000000000000000000000000000000000000000000000000026efcebd0ee9e34a6691\
        87e18b3a9122b2f733945b649cc9f9f921e9f9dad812377e722660ef10e2a56fd5c0a6c8e9f49ea26b74\
        adeeb22ac6a1e0cdbae282e98e533b6fa0bf7b4625bb30667c01fb607ef9f8b8a80fef5b300628703187\
        b2a373eb1dbde03318366d069f83a6f5900053c73633cb041b21c55e1a86c1f400b4
        """),
  ]

  @Test(arguments: valid) func acceptsASignature(_ signature: Signature) throws {
    let input = try bytes(signature.input)
    let call = PrecompileCall(0x100, input)
    #expect(call.output == word(1))
    #expect(call.result == .success(gasCost: 6900))
    #expect(PrecompileCall.failed(PrecompileCall(0x100, input, gas: 6899)))
  }

  @Test(arguments: valid) func refusesItWithAnyFieldChanged(_ signature: Signature) throws {
    let input = try bytes(signature.input)
    for field in 0..<5 {
      var changed = input
      changed[32 * field + 31] ^= 1
      expectNothing(changed)
    }
  }

  /// hash / s · G + r / s · key is the point at infinity, which has no x.
  static let infinite = """
    25a6c23aa3ea284d3bd0334684e55160320094ead7a94ded97491e2370c6a5b8049045320f3ebdd3102b\
    938b8743feb6d4ea65d003d716849f8558a62851886729c3fb0976c468aec7321cc007b37e1499809225\
    3deffa38e12b2b8f30b17d0bd8c995d39aaa273dddb97a6fe2dbb5a7b126d8cb1d97d5299e69b52b73a9\
    1259ee76d61b1d5dd0c99a39510768514f72671ec6af51ea4b78d1b87fd2f9069a6c
    """

  @Test func refusesAnInfinitePoint() throws {
    expectNothing(try bytes(Self.infinite))
  }

  struct Malformed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let offset: Int
    let field: [UInt8]
  }

  static let order = UInt256(
    low: 0xbce6_faad_a717_9e84_f3b9_cac2_fc63_2551, high: 0xffff_ffff_0000_0000_ffff_ffff_ffff_ffff)
  static let prime = UInt256(
    low: 0x0000_0000_ffff_ffff_ffff_ffff_ffff_ffff, high: 0xffff_ffff_0000_0001_0000_0000_0000_0000)

  static let malformed = [
    Malformed(testDescription: "r = 0", offset: 32, field: word(0)),
    Malformed(testDescription: "r = n", offset: 32, field: order.bigEndianBytes),
    // The same signature modulo n.
    Malformed(
      testDescription: "r = n + 3", offset: 32, field: (order + UInt256(3)).bigEndianBytes),
    Malformed(testDescription: "s = 0", offset: 64, field: word(0)),
    Malformed(testDescription: "s = n", offset: 64, field: order.bigEndianBytes),
    Malformed(testDescription: "x = p", offset: 96, field: prime.bigEndianBytes),
    Malformed(testDescription: "y = p", offset: 128, field: prime.bigEndianBytes),
    Malformed(testDescription: "key at infinity", offset: 96, field: word(0) + word(0)),
    Malformed(testDescription: "key off the curve", offset: 96, field: word(1) + word(1)),
  ]

  @Test(arguments: malformed) func refusesMalformedFields(_ malformed: Malformed) throws {
    var input = try bytes(Self.valid[1].input)
    input.replaceSubrange(
      malformed.offset..<malformed.offset + malformed.field.count, with: malformed.field)
    expectNothing(input)
  }

  @Test func refusesAnUnreducedCoordinate() throws {
    // The key with x = 5 again, its x written as p + 5.
    var input = try bytes(Self.valid[2].input)
    input.replaceSubrange(96..<128, with: (Self.prime + UInt256(5)).bigEndianBytes)
    expectNothing(input)
  }

  @Test(arguments: [0, 32, 159, 161, 320]) func refusesOtherLengths(length: Int) throws {
    let input = try bytes(Self.valid[0].input)
    expectNothing(Array((input + input).prefix(length)))
  }

  private func expectNothing(_ input: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    let call = PrecompileCall(0x100, input)
    #expect(call.output.isEmpty, sourceLocation: sourceLocation)
    #expect(call.result == .success(gasCost: 6900), sourceLocation: sourceLocation)
  }
}
