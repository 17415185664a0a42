import EthereumTypes

extension BlockAccessList {
  /// The list's RLP. It is not part of the block; the header holds its ``hash``.
  package var encoded: [UInt8] {
    var encoder = RLPEncoder(reservingCapacity: 64 * itemCount)
    encoder.list { encoder in
      for account in accounts { account.encode(into: &encoder) }
    }
    return encoder.result
  }

  /// The keccak-256 hash of ``encoded``: the header's `blockAccessListHash`.
  package var hash: Hash32 { keccak256(encoded) }
}

extension AccountChanges {
  fileprivate func encode(into encoder: inout RLPEncoder) {
    encoder.list { encoder in
      encoder.encode(address: address)
      encoder.list(of: storageChanges) { slot, encoder in
        encoder.list { encoder in
          encoder.encode(uint: slot.slot)
          encoder.list(ofChanges: slot.changes, \.index) { $1.encode(uint: $0.newValue) }
        }
      }
      encoder.list(of: storageReads) { $1.encode(uint: $0) }
      encoder.list(ofChanges: balanceChanges, \.index) { $1.encode(uint: $0.postBalance) }
      encoder.list(ofChanges: nonceChanges, \.index) { $1.encode(uint: $0.newNonce) }
      encoder.list(ofChanges: ChangeList(codeChanges), \.index) { $1.encode(bytes: $0.newCode) }
    }
  }
}

extension RLPEncoder {
  fileprivate mutating func list<Element>(
    of elements: [Element], _ encode: (Element, inout RLPEncoder) -> Void
  ) {
    list { encoder in
      for element in elements { encode(element, &encoder) }
    }
  }

  /// Encodes pairs of an index and what `value` encodes.
  fileprivate mutating func list<Change>(
    ofChanges changes: ChangeList<Change>, _ index: (Change) -> BlockAccessIndex,
    _ value: (Change, inout RLPEncoder) -> Void
  ) {
    list { encoder in
      changes.visit { change in
        encoder.list { encoder in
          encoder.encode(uint: index(change).rawValue)
          value(change, &encoder)
        }
      }
    }
  }
}
