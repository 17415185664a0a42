extension Block {
  /// Reads an RLP block of three fields, or four from Shanghai on.
  ///
  /// Strictly canonical, so that `encoded` gives the same bytes again.
  package init(decoding bytes: [UInt8]) throws(BlockDecodingError) {
    var body: RLPDecoder
    do throws(RLPError) {
      var decoder = RLPDecoder(bytes)
      body = try decoder.readList()
      try decoder.finish()
    } catch {
      throw .malformed(.body, error)
    }
    do throws(RLPError) {
      header = try BlockHeader(from: &body)
    } catch {
      throw .malformed(.header, error)
    }
    var transactionList: RLPDecoder
    var ommerList: RLPDecoder
    var withdrawalList: RLPDecoder?
    do throws(RLPError) {
      transactionList = try body.readList()
      ommerList = try body.readList()
      withdrawalList = body.isAtEnd ? nil : try body.readList()
      try body.finish()
    } catch {
      throw .malformed(.body, error)
    }
    transactions = try Self.transactions(in: &transactionList)
    ommers = try Self.items(
      of: &ommerList, part: BlockDecodingError.Part.ommer, read: BlockHeader.init(from:))
    guard var withdrawalList else { return }
    withdrawals = try Self.items(
      of: &withdrawalList, part: BlockDecodingError.Part.withdrawal, read: Withdrawal.init(from:))
  }

  /// Reads a list's items until its end.
  private static func items<Item>(
    of list: inout RLPDecoder, part: (Int) -> BlockDecodingError.Part,
    read: (inout RLPDecoder) throws(RLPError) -> Item
  ) throws(BlockDecodingError) -> [Item] {
    var items: [Item] = []
    while !list.isAtEnd {
      do throws(RLPError) {
        items.append(try read(&list))
      } catch {
        throw .malformed(part(items.count), error)
      }
    }
    return items
  }

  /// Reads transactions: legacy ones are lists, the others strings that hold type byte ‖ RLP.
  private static func transactions(
    in list: inout RLPDecoder
  ) throws(BlockDecodingError) -> [Transaction] {
    var transactions: [Transaction] = []
    while !list.isAtEnd {
      do throws(TransactionError) {
        transactions.append(try list.readTransaction())
      } catch {
        throw .transaction(transactions.count, error)
      }
    }
    return transactions
  }

  /// What the header must say of the ommers.
  package var ommersHash: Hash32 {
    var encoder = RLPEncoder()
    encoder.list { list in
      for ommer in ommers { ommer.encode(to: &list) }
    }
    return keccak256(encoder.result)
  }

  /// The RLP form, whose size EIP-7934 bounds.
  package var encoded: [UInt8] {
    var encoder = RLPEncoder()
    encoder.list { fields in
      header.encode(to: &fields)
      fields.list { list in
        for transaction in transactions { list.encode(blockItem: transaction) }
      }
      fields.list { list in
        for ommer in ommers { ommer.encode(to: &list) }
      }
      if let withdrawals {
        fields.list { list in
          for withdrawal in withdrawals { withdrawal.encode(to: &list) }
        }
      }
    }
    return encoder.result
  }
}

extension RLPDecoder {
  fileprivate mutating func readTransaction() throws(TransactionError) -> Transaction {
    let isLegacy = peekIsList
    let bytes: ArraySlice<UInt8>
    do throws(RLPError) {
      bytes = isLegacy ? try readEncodedItem() : try readSlice()
    } catch {
      throw .malformed(error)
    }
    // A legacy transaction inside a string would be a second encoding of the same block.
    if !isLegacy, let first = bytes.first, first >= 0xc0 {
      throw .unsupportedType(first, offset: bytes.startIndex)
    }
    return try Transaction(decoding: bytes)
  }
}

extension RLPEncoder {
  fileprivate mutating func encode(blockItem transaction: Transaction) {
    let encoded = transaction.encoded
    if transaction.kind == .legacy {
      append(encoded: encoded)
    } else {
      encode(bytes: encoded)
    }
  }
}
