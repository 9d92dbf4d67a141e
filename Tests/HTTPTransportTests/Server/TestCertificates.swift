// A certificate authority for the tests and the certificates it signed. All server certificates share one P-256 key.
// They are valid from 2020 to 2120, so that neither a slow clock nor the passing of years breaks the tests. They
// protect nothing and have no value outside the tests.

enum TestCertificates {
    /// The self-signed certificate of the authority.
    static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBeTCCAR+gAwIBAgIBATAKBggqhkjOPQQDAjAjMSEwHwYDVQQDDBhnYWFwc2Nv
        cGUgdGVzdCBhdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAw
        MDBaMCMxITAfBgNVBAMMGGdhYXBzY29wZSB0ZXN0IGF1dGhvcml0eTBZMBMGByqG
        SM49AgEGCCqGSM49AwEHA0IABGef9oCoFNOS0o+LHzLaURIjbPJjOIYZrg1GHYFl
        i/KgsQcrDfM1+r2016rIOuGDChuVWqqvPQm5qLXzXao/mDCjQjBAMA8GA1UdEwEB
        /wQFMAMBAf8wDgYDVR0PAQH/BAQDAgIEMB0GA1UdDgQWBBRgpdv2rG0lJ4OWuvCF
        PPGqY/f8dTAKBggqhkjOPQQDAgNIADBFAiEAkebQyHOmMBoN/YateJo3Y1ZUNGax
        /+sm8DY2DuKTNGECIGjt5VJOqXDYGcFrgQqa2DzmeuDn8NuB60RkO9NeHVBv
        -----END CERTIFICATE-----
        """

    /// A certificate for localhost, gaap.test and 127.0.0.1.
    static let loopback = """
        -----BEGIN CERTIFICATE-----
        MIIBvzCCAWWgAwIBAgIBAjAKBggqhkjOPQQDAjAjMSEwHwYDVQQDDBhnYWFwc2Nv
        cGUgdGVzdCBhdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAw
        MDBaMCAxHjAcBgNVBAMMFWdhYXBzY29wZSB0ZXN0IHNlcnZlcjBZMBMGByqGSM49
        AgEGCCqGSM49AwEHA0IABIAcClPI+jEmKbDRl6Rj01ULFZJ/I+DFTQM7bgFaiEvH
        r09b7mKmK0X1+tnn4UHqoRnrTlqePMk2Rdr0s+ioMWajgYowgYcwJQYDVR0RBB4w
        HIIJbG9jYWxob3N0gglnYWFwLnRlc3SHBH8AAAEwEwYDVR0lBAwwCgYIKwYBBQUH
        AwEwCQYDVR0TBAIwADAdBgNVHQ4EFgQUJoOkkNzNaLUfRlOWKdiwt4ySKZ0wHwYD
        VR0jBBgwFoAUYKXb9qxtJSeDlrrwhTzxqmP3/HUwCgYIKoZIzj0EAwIDSAAwRQIg
        c9YHvl3ZDDlHJbJZAPFminkaeMDSTm4JvsMimHp5RcwCIQC/JWoyGoUoj6fqgPzt
        s20WJnopS9/jZn3GOHLcDckPGw==
        -----END CERTIFICATE-----
        """

    /// A certificate for other.test only.
    static let elsewhere = """
        -----BEGIN CERTIFICATE-----
        MIIBrTCCAVOgAwIBAgIBAzAKBggqhkjOPQQDAjAjMSEwHwYDVQQDDBhnYWFwc2Nv
        cGUgdGVzdCBhdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAw
        MDBaMCAxHjAcBgNVBAMMFWdhYXBzY29wZSB0ZXN0IHNlcnZlcjBZMBMGByqGSM49
        AgEGCCqGSM49AwEHA0IABIAcClPI+jEmKbDRl6Rj01ULFZJ/I+DFTQM7bgFaiEvH
        r09b7mKmK0X1+tnn4UHqoRnrTlqePMk2Rdr0s+ioMWajeTB3MBUGA1UdEQQOMAyC
        Cm90aGVyLnRlc3QwEwYDVR0lBAwwCgYIKwYBBQUHAwEwCQYDVR0TBAIwADAdBgNV
        HQ4EFgQUJoOkkNzNaLUfRlOWKdiwt4ySKZ0wHwYDVR0jBBgwFoAUYKXb9qxtJSeD
        lrrwhTzxqmP3/HUwCgYIKoZIzj0EAwIDSAAwRQIgF3NT5QV4VywoWfGFo6NcXz2S
        GJGGmBZYiWXM9rBE8yUCIQDIU/jWFulEMmxxlI48jxt0LbtbnN11zypWnbb+rapR
        yQ==
        -----END CERTIFICATE-----
        """

    /// A certificate like `loopback` that expired on 2 January 2020.
    static let expired = """
        -----BEGIN CERTIFICATE-----
        MIIBvjCCAWOgAwIBAgIBBDAKBggqhkjOPQQDAjAjMSEwHwYDVQQDDBhnYWFwc2Nv
        cGUgdGVzdCBhdXRob3JpdHkwHhcNMjAwMTAxMDAwMDAwWhcNMjAwMTAyMDAwMDAw
        WjAgMR4wHAYDVQQDDBVnYWFwc2NvcGUgdGVzdCBzZXJ2ZXIwWTATBgcqhkjOPQIB
        BggqhkjOPQMBBwNCAASAHApTyPoxJimw0ZekY9NVCxWSfyPgxU0DO24BWohLx69P
        W+5ipitF9frZ5+FB6qEZ605anjzJNkXa9LPoqDFmo4GKMIGHMCUGA1UdEQQeMByC
        CWxvY2FsaG9zdIIJZ2FhcC50ZXN0hwR/AAABMBMGA1UdJQQMMAoGCCsGAQUFBwMB
        MAkGA1UdEwQCMAAwHQYDVR0OBBYEFCaDpJDczWi1H0ZTlinYsLeMkimdMB8GA1Ud
        IwQYMBaAFGCl2/asbSUng5a68IU88apj9/x1MAoGCCqGSM49BAMCA0kAMEYCIQCL
        miYh/yxDkwX5LHUO9uYFhJLxqDlyJmMEplL+jIVtBAIhALOKOAFQT2iPbPqNXKtI
        tyDBm2CvxKF7ivf92Ikh6axs
        -----END CERTIFICATE-----
        """

    /// The private key of the three server certificates.
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmahCJWzqunlolx9D
        OmoI+vy+7bpt0PtWNuGPGF0ftnahRANCAASAHApTyPoxJimw0ZekY9NVCxWSfyPg
        xU0DO24BWohLx69PW+5ipitF9frZ5+FB6qEZ605anjzJNkXa9LPoqDFm
        -----END PRIVATE KEY-----
        """
}
