import EthereumTypes
import Testing

@Suite("SHA-256 and RIPEMD-160")
struct MessageDigestTests {
  @Test(
    arguments: [
      ("", "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
  func hashesWithSHA256(text: String, digest: String) {
    #expect(sha256([UInt8](text.utf8)).hex == digest)
  }

  @Test(arguments: [0, 1, 63, 64, 65, 1_000])
  func hashesPiecesLikeTheWhole(count: Int) {
    let whole = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for length in [1, 63, 64, 1_000] {
      var rest = whole[...]
      let digest = sha256 {
        defer { rest = rest.dropFirst(length) }
        return rest.isEmpty ? nil : Array(rest.prefix(length))
      }
      #expect(digest == sha256(whole), "pieces of \(length) bytes")
    }
  }

  @Test(
    arguments: [
      ("", "0x9c1185a5c5e9fc54612808977ee8f548b2258d31"),
      ("abc", "0x8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
    ])
  func hashesWithRIPEMD160(text: String, digest: String) {
    #expect(ripemd160([UInt8](text.utf8)).hex == digest)
  }
}
