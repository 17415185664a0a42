import EthereumTypes
import Foundation
import TestSupport
import Testing

@Suite("Signatures on secp256k1")
struct Secp256k1Tests {
  struct KnownKey: Decodable {
    let key: String
    let addr: String
  }

  @Test(.enabled(if: Fixtures.pack("legacy-codecs") != nil, Comment(rawValue: Fixtures.absence)))
  func derivesAddressesOfEthereumTests() throws {
    let pack = try #require(Fixtures.pack("legacy-codecs"))
    let file = pack.appending(path: "BasicTests/keyaddrtest.json")
    let keys = try JSONDecoder().decode([KnownKey].self, from: Data(contentsOf: file))
    #expect(keys.count >= 2)
    for known in keys {
      let privateKey = try #require([UInt8](hex: "0x" + known.key))
      #expect(Secp256k1.address(ofPrivateKey: privateKey) == Address(hex: "0x" + known.addr))
    }
  }

  /// The example of EIP-155: key of 0x46…, its signing hash, its signature.
  @Test func signsAndRecoversTheExampleOfEIP155() throws {
    let privateKey = [UInt8](repeating: 0x46, count: 32)
    let hash = try #require(
      Hash32(hex: "0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53"))
    let signature = try #require(Secp256k1.sign(hash: hash, privateKey: privateKey))
    #expect(
      signature.r.hex == "0x28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276")
    #expect(
      signature.s.hex == "0x67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83")
    #expect(signature.recoveryID == 0)
    let address = Address(hex: "0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f")
    #expect(Secp256k1.address(ofPrivateKey: privateKey) == address)
    #expect(Secp256k1.recoverAddress(hash: hash, signature: signature) == address)
  }

  @Test(arguments: [51] as [UInt64])
  func recoversWhatItSigns(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let privateKey = keccak256(word: UInt256(random.next())).bytes
      let hash = keccak256(word: UInt256(random.next()))
      let signature = try #require(Secp256k1.sign(hash: hash, privateKey: privateKey))
      let address = try #require(Secp256k1.address(ofPrivateKey: privateKey))
      #expect(Secp256k1.recoverAddress(hash: hash, signature: signature) == address)
      #expect(signature.s <= Secp256k1.halfOrder, "seed \(seed)")
      // The twin with the higher s and the other parity signs too.
      let twin = Secp256k1.Signature(
        r: signature.r, s: Secp256k1.order - signature.s, recoveryID: signature.recoveryID ^ 1)
      #expect(Secp256k1.recoverAddress(hash: hash, signature: twin) == address, "seed \(seed)")
      let otherParity = Secp256k1.Signature(
        r: signature.r, s: signature.s, recoveryID: signature.recoveryID ^ 1)
      #expect(Secp256k1.recoverAddress(hash: hash, signature: otherParity) != address)
    }
  }

  @Test(
    arguments: [
      (0, 1, 0), (1, 0, 0), (Secp256k1.order, 1, 0), (1, Secp256k1.order, 0), (1, 1, 4),
      // No point of the curve has the x coordinate 5.
      (5, 1, 0),
    ] as [(UInt256, UInt256, UInt8)])
  func refusesImpossibleSignatures(r: UInt256, s: UInt256, recoveryID: UInt8) {
    let signature = Secp256k1.Signature(r: r, s: s, recoveryID: recoveryID)
    #expect(Secp256k1.recoverAddress(hash: .emptyKeccak, signature: signature) == nil)
  }

  @Test func refusesImpossibleKeys() {
    let keys = [
      [], [UInt8](repeating: 0, count: 32), Secp256k1.order.bigEndianBytes,
      [UInt8](repeating: 1, count: 31),
    ]
    for key in keys {
      #expect(Secp256k1.sign(hash: .zero, privateKey: key) == nil)
      #expect(Secp256k1.address(ofPrivateKey: key) == nil)
    }
  }
}
