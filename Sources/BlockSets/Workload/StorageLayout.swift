import EthereumTypes

/// Where Vyper puts the values of a `HashMap`: the map's slot is hashed before the key.
package enum StorageLayout {
  /// The slot of a map's value.
  package static func slot(of map: UInt256, key: Address) -> UInt256 {
    keccak256(words: map, key.word).word
  }

  /// The slot of the value of a map of maps.
  package static func slot(of map: UInt256, keys outer: Address, _ inner: Address) -> UInt256 {
    slot(of: slot(of: map, key: outer), key: inner)
  }
}
