/** What to put into a pipeline to have the demo's story there. */
export const recipes = `
The same in a GitHub workflow:

    - uses: OWNER/kargo-ci/actions/promote@v1
      with:
        project: shop
        stage: test
        warehouse: web
        image: ghcr.io/acme/web:1.8.0
        wait-for: verified
      env:
        KARGO_API_ADDRESS: \${{ vars.KARGO_API_ADDRESS }}
        KARGO_API_TOKEN: \${{ secrets.KARGO_API_TOKEN }}

and in .gitlab-ci.yml, with KARGO_API_ADDRESS and KARGO_API_TOKEN as CI/CD variables:

    include:
      - component: $CI_SERVER_FQDN/GROUP/kargo-ci/promote@1
        inputs:
          project: shop
          stage: test
          warehouse: web
          image: ghcr.io/acme/web:1.8.0
          wait-for: verified

A Kargo to try it on: kargo-ci simulate. The README has the token, the role and every input.
`;
