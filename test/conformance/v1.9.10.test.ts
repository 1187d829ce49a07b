import { describeConformance } from './conformance.ts';

describeConformance('v1.9.10');
