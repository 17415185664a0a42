extension Transaction {
  /// The form that transactions trie and hash use: type byte ‖ RLP, or the legacy RLP list.
  package var encoded: [UInt8] { encoded(forSigning: false) }

  /// The hash by which the transaction is known.
  package var hash: Hash32 { keccak256(encoded) }

  /// The hash that the sender signs.
  package var signingHash: Hash32 { keccak256(encoded(forSigning: true)) }

  private func encoded(forSigning: Bool) -> [UInt8] {
    var encoder = RLPEncoder()
    if kind != .legacy { encoder.append(encoded: CollectionOfOne(kind.rawValue)) }
    encoder.list { fields in
      if kind == .legacy {
        encodeLegacyFields(to: &fields, forSigning: forSigning)
      } else {
        encodeTypedFields(to: &fields)
        if !forSigning { encodeSignature(to: &fields) }
      }
    }
    return encoder.result
  }

  private func encodeLegacyFields(to fields: inout RLPEncoder, forSigning: Bool) {
    fields.encode(uint: nonce)
    fields.encode(uint: maxFeePerGas)
    encodeCall(to: &fields)
    if !forSigning {
      encodeSignature(to: &fields)
    } else if let chainID {
      // EIP-155: the chain id takes the place of v, and zeros those of r and s.
      fields.encode(uint: chainID)
      fields.encode(uint: 0)
      fields.encode(uint: 0)
    }
  }

  private func encodeTypedFields(to fields: inout RLPEncoder) {
    fields.encode(uint: chainID ?? 0)
    fields.encode(uint: nonce)
    if kind != .accessList { fields.encode(uint: maxPriorityFeePerGas) }
    fields.encode(uint: maxFeePerGas)
    encodeCall(to: &fields)
    fields.list { list in
      for entry in accessList { entry.encode(to: &list) }
    }
    if kind == .blob {
      fields.encode(uint: maxFeePerBlobGas)
      fields.list { list in
        for hash in blobVersionedHashes { list.encode(hash: hash) }
      }
    }
    if kind == .setCode {
      fields.list { list in
        for authorization in authorizationList { authorization.encode(to: &list) }
      }
    }
  }

  /// Writes the fields that stand together in every kind.
  private func encodeCall(to fields: inout RLPEncoder) {
    fields.encode(uint: gasLimit)
    fields.encode(optionalAddress: to)
    fields.encode(uint: value)
    fields.encode(bytes: data)
  }

  private func encodeSignature(to fields: inout RLPEncoder) {
    fields.encode(uint: signature.v)
    fields.encode(uint: signature.r)
    fields.encode(uint: signature.s)
  }
}

extension AccessListEntry {
  fileprivate func encode(to encoder: inout RLPEncoder) {
    encoder.list { fields in
      fields.encode(address: address)
      fields.list { keys in
        for key in storageKeys { keys.encode(hash: Hash32(word: key)) }
      }
    }
  }
}
